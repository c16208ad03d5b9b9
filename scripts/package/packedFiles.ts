import { entryName, entryPoints } from "./entryPoints.js";

/** What `npm pack --json` says about a tarball. */
export interface Packed {
  readonly filename: string;
  /** Bytes of the tarball. */
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly {
    readonly path: string;
    readonly size: number;
    readonly mode: number;
  }[];
}

/** The bars of the design, in bytes. */
export const packageBars = { size: 600_000, unpackedSize: 3_000_000 } as const;

/** By how much a tarball is too large. */
export function sizeProblems({
  size,
  unpackedSize,
}: Pick<Packed, keyof typeof packageBars>): string[] {
  return Object.entries({ size, unpackedSize })
    .map(([what, bytes]) => ({ what, bytes, bar: packageBars[what as keyof typeof packageBars] }))
    .filter(({ bytes, bar }) => bytes > bar)
    .map(({ what, bytes, bar }) => `${what} is ${bytes} bytes; the bar is ${bar}.`);
}

const documents = ["LICENSE", "README.md", "package.json"];

/** What an installed package needs and has not, and what it has and nobody needs. */
export function contentProblems(files: Packed["files"]): string[] {
  const packed = new Set(files.map(({ path }) => path));
  const entries = ["esm", "cjs"].flatMap((half) =>
    entryPoints.flatMap(({ subpath }) =>
      [".js", ".d.ts"].map((extension) => `dist/${half}/${entryName(subpath)}${extension}`),
    ),
  );
  const needed = new Set([...documents, ...entries, "dist/cjs/package.json", "dist/cli/main.js"]);
  const isChunk = (path: string): boolean =>
    /^dist\/(?:cjs\/chunks\/[\w-]+\.js|shared\/\w+\.cjs)$/.test(path);
  const command = files.find(({ path }) => path === "dist/cli/main.js");
  return [
    ...[...needed].filter((path) => !packed.has(path)).map((path) => `${path} is missing.`),
    ...[...packed]
      .filter((path) => !needed.has(path) && !isChunk(path))
      .map((path) => `${path} is of no use to those who install the package.`),
    ...files.filter(({ size }) => size === 0).map(({ path }) => `${path} is empty.`),
    ...(command !== undefined && (command.mode & 0o111) === 0
      ? ["dist/cli/main.js cannot be executed."]
      : []),
  ];
}

/** Places of the building machine in a file, signposts to files that are not packed, and what Jest cannot run. */
export function textProblems(path: string, text: string, buildFolder: string): string[] {
  return [
    // Only with --experimental-vm-modules is there an import() for CommonJS in Jest.
    ...(/^dist\/cjs\/.*\.js$/.test(path) && /\bimport\(/.test(text)
      ? [`${path} calls import().`]
      : []),
    ...(text.includes(buildFolder) ? [`${path} names the folder in which it was built.`] : []),
    ...(/^\/\/# sourceMappingURL=/m.test(text)
      ? [`${path} names a source map; none is packed.`]
      : []),
  ];
}
