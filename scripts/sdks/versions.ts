/** Clients that people have: the oldest that is supported, and each after which something changed. */
export const clientVersions = [
  "3.200.0",
  "3.350.0",
  "3.600.0",
  "3.729.0",
  "3.850.0",
  "3.953.0",
  "3.1000.0",
] as const;

/** Versions of Node, the oldest that is supported first; of the others the newest. */
export const nodeVersions = ["20.15.0", "22", "24"] as const;

/** The oldest TypeScript that the declarations compile with. */
export const oldestTypeScript = "5.4.5";
