import { MockError } from "./mockError.js";

/** The type of a column's values. Times are milliseconds since the epoch. */
export type ParquetType = "string" | "boolean" | "long" | "time";

/** A column of a Parquet file; values that are undefined are NULL. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: ParquetType;
  readonly isRequired: boolean;
  readonly values: readonly (string | boolean | number | undefined)[];
}

type WriterModule = typeof import("hyparquet-writer/src/write.js");

// Shared by all mocks: it is code.
let writer: WriterModule | undefined;
let loading: Promise<void> | undefined;

/** Loads what writes Parquet, which only reports in that format need. May be called any number of times. */
export function loadParquetWriter(): Promise<void> {
  loading ??= import("hyparquet-writer/src/write.js").then((module) => {
    writer = module;
  });
  return loading;
}

/** The loading that has begun and not ended. */
export function parquetWriterLoading(): Promise<void> | undefined {
  return writer === undefined ? loading : undefined;
}

/** Whether Parquet can be written. */
export function parquetWriterLoaded(): boolean {
  return writer !== undefined;
}

const physicalTypes = {
  string: "BYTE_ARRAY",
  boolean: "BOOLEAN",
  long: "INT64",
  time: "INT64",
} as const;

/**
 * A Parquet file, compressed with Snappy.
 *
 * @param root - the name of its message
 * @throws MockError if `loadParquetWriter` has not ended
 */
export function parquetFile(root: string, columns: readonly ParquetColumn[]): Uint8Array {
  if (writer === undefined)
    throw new MockError("what writes Parquet is not loaded yet", "ERR_MOCK_INTERNAL");
  return new Uint8Array(
    writer.parquetWriteBuffer({
      schema: [
        { name: root, num_children: columns.length },
        ...columns.map(({ name, type, isRequired }) => ({
          name,
          type: physicalTypes[type],
          repetition_type: isRequired ? ("REQUIRED" as const) : ("OPTIONAL" as const),
          ...(type === "string" && {
            converted_type: "UTF8" as const,
            logical_type: { type: "STRING" as const },
          }),
          ...(type === "time" && {
            converted_type: "TIMESTAMP_MILLIS" as const,
            logical_type: {
              type: "TIMESTAMP" as const,
              isAdjustedToUTC: true,
              unit: "MILLIS" as const,
            },
          }),
        })),
      ],
      columnData: columns.map(({ name, type, values }) => ({
        name,
        data: values.map((value) => primitive(type, value)),
      })),
      createdBy: "s3-replication-mock",
    }),
  );
}

function primitive(type: ParquetType, value: string | boolean | number | undefined) {
  if (value === undefined) return null;
  if (type === "long") return BigInt(value);
  return type === "time" ? new Date(Number(value)) : value;
}
