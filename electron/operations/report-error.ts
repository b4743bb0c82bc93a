import { AppError, type ErrorReport } from "../../shared/errors";

/** The part of a pino logger that is needed here. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** An error that passes several hands is logged once, and keeps the id it was logged under. */
const reported = new WeakMap<object, ErrorReport>();

/**
 * Logs an error under a new id and turns it into what a person is shown. An AppError keeps its code, data and hint;
 * an abort becomes `cancelled`; everything else is a bug and becomes `internal`, its details only in the log.
 */
export function reportError(error: unknown, log: Log, context: object = {}): ErrorReport {
  const known = typeof error === "object" && error !== null ? reported.get(error) : undefined;
  if (known !== undefined) return known;
  const report = describe(error, newLogId());
  const fields = { ...context, logId: report.logId, code: report.code, err: error };
  if (report.code === "internal") log.error(fields, "unexpected error");
  else if (report.code === "cancelled") log.info(fields, report.message);
  else log.warn(fields, report.message);
  if (typeof error === "object" && error !== null) reported.set(error, report);
  return report;
}

export function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === "AbortError" || (error as { code?: unknown }).code === "ABORT_ERR");
}

function describe(error: unknown, logId: string): ErrorReport {
  if (error instanceof AppError) {
    return { code: error.code, message: error.message, hint: error.hint, data: error.data, logId };
  }
  if (isAbort(error)) {
    return { code: "cancelled", message: "Cancelled.", hint: "Start it again when you want to.", data: {}, logId };
  }
  return {
    code: "internal",
    message: "Something unexpected went wrong in Tidemark.",
    hint: `Your sites are safe. Try again; if it stays, report it with the log id ${logId}.`,
    data: { logId },
    logId,
  };
}

function newLogId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(5));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
