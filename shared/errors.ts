import { z } from "zod";

export { assertNever } from "./assert-never";

/**
 * Everything that can go wrong in the world, as a closed union. The interface switches on the code and always
 * says what to do next; anything that isn't one of these is a bug and becomes `internal` with an id that is in the log.
 */
export const errorData = {
  "docker-missing": z.object({ detail: z.string() }),
  "docker-unreachable": z.object({ endpoint: z.string(), detail: z.string() }),
  "docker-denied": z.object({ endpoint: z.string() }),
  "docker-too-old": z.object({ version: z.string(), needed: z.string() }),
  /** `limitBytes`: it is not the disk but the limit in the settings that is reached. */
  "store-full": z.object({ freeBytes: z.number(), neededBytes: z.number(), limitBytes: z.number().optional() }),
  "host-full": z.object({ freeBytes: z.number(), neededBytes: z.number() }),
  "store-unavailable": z.object({ detail: z.string() }),
  "store-in-use": z.object({ pid: z.number().nullable() }),
  "port-taken": z.object({ port: z.number() }),
  "image-missing": z.object({ image: z.string(), detail: z.string() }),
  "database-busy": z.object({ detail: z.string() }),
  "database-failed": z.object({ detail: z.string() }),
  "site-unhealthy": z.object({ url: z.string(), status: z.number().nullable(), detail: z.string() }),
  "bad-import": z.object({ file: z.string(), place: z.string().nullable(), detail: z.string() }),
  "name-taken": z.object({ name: z.string() }),
  "not-found": z.object({ what: z.string(), id: z.string() }),
  "not-running": z.object({ name: z.string() }),
  /** The request contradicts the state of things (deleting main, a pinned version, ...). */
  refused: z.object({ reason: z.string() }),
  cancelled: z.object({}),
  "invalid-input": z.object({ detail: z.string() }),
  internal: z.object({ logId: z.string() }),
} as const satisfies Record<string, z.ZodType>;

export type ErrorCode = keyof typeof errorData;
export type ErrorData<C extends ErrorCode> = z.infer<(typeof errorData)[C]>;

export const ErrorCode = z.enum(Object.keys(errorData) as [ErrorCode, ...ErrorCode[]]);

/** An error as it crosses the wire and as an operation keeps it. `logId` finds it in the log. */
export const ErrorReport = z.object({
  code: ErrorCode,
  message: z.string(),
  /** What to do next, one sentence. */
  hint: z.string(),
  data: z.record(z.string(), z.unknown()),
  logId: z.string().nullable(),
});
export type ErrorReport = z.infer<typeof ErrorReport>;

/** An expected failure. Bugs are ordinary exceptions, never this. */
export class AppError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = "AppError";
  readonly code: C;
  readonly data: ErrorData<C>;
  readonly hint: string;

  constructor(code: C, data: ErrorData<C>, message: string, hint: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.data = data;
    this.hint = hint;
  }
}
