/**
 * Everything that can go wrong in the world, as a closed union, with what is known of each case. The interface switches on
 * the code and always says what to do next; anything that isn't one of these is a bug and becomes `internal` with an id
 * that is in the log. Apart from errors.ts, so that the interface's first page needs no schema library to read it.
 */
export const errorFields = {
  "docker-missing": { detail: "text" },
  "docker-unreachable": { endpoint: "text", detail: "text" },
  "docker-denied": { endpoint: "text" },
  "docker-too-old": { version: "text", needed: "text" },
  /** `limitBytes`: it is not the disk but the limit in the settings that is reached. */
  "store-full": { freeBytes: "number", neededBytes: "number", limitBytes: "number if any" },
  "host-full": { freeBytes: "number", neededBytes: "number" },
  "store-unavailable": { detail: "text" },
  "store-in-use": { pid: "number or null" },
  "port-taken": { port: "number" },
  "image-missing": { image: "text", detail: "text" },
  "database-busy": { detail: "text" },
  "database-failed": { detail: "text" },
  "site-unhealthy": { url: "text", status: "number or null", detail: "text" },
  "bad-import": { file: "text", place: "text or null", detail: "text" },
  /** A second can't be gone to: what is missing for it. */
  unreachable: { reason: "text" },
  /** The log can't be read, or not be applied. */
  "log-unreadable": { file: "text", position: "number", detail: "text" },
  "replay-failed": { detail: "text" },
  "name-taken": { name: "text" },
  "not-found": { what: "text", id: "text" },
  "not-running": { name: "text" },
  /** The request contradicts the state of things (deleting main, a pinned version, ...). */
  refused: { reason: "text" },
  cancelled: {},
  "invalid-input": { detail: "text" },
  internal: { logId: "text" },
} as const satisfies Record<string, Readonly<Record<string, Field>>>;

interface Fields {
  readonly text: string;
  readonly "text or null": string | null;
  readonly number: number;
  readonly "number or null": number | null;
  readonly "number if any": number | undefined;
}
type Field = keyof Fields;

export type ErrorCode = keyof typeof errorFields;

type Needed<F> = {
  [K in keyof F as F[K] extends "number if any" ? never : K]: F[K] extends Field ? Fields[F[K]] : never;
};
type Optional<F> = { [K in keyof F as F[K] extends "number if any" ? K : never]?: number | undefined };
export type ErrorData<C extends ErrorCode> = Needed<(typeof errorFields)[C]> & Optional<(typeof errorFields)[C]>;

const fits: Readonly<Record<Field, (value: unknown) => boolean>> = {
  text: (value) => typeof value === "string",
  "text or null": (value) => value === null || typeof value === "string",
  number: (value) => typeof value === "number",
  "number or null": (value) => value === null || typeof value === "number",
  "number if any": (value) => value === undefined || typeof value === "number",
};

/** Whether data that came with an error is what its code promises. */
export function isErrorData<C extends ErrorCode>(
  code: C,
  data: Readonly<Record<string, unknown>>,
): data is ErrorData<C> & Record<string, unknown> {
  const fields: Readonly<Record<string, Field>> = errorFields[code];
  return Object.entries(fields).every(([name, field]) => fits[field](data[name]));
}
