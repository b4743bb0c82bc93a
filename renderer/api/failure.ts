import { isDefinedError, ORPCError } from "@orpc/client";
import type { ErrorReport } from "../../shared/errors";
import { words } from "../words";

/** Anything a call can end with, in the one shape the interface shows. */
export function failureOf(error: unknown): ErrorReport {
  if (error instanceof ORPCError && isDefinedError(error) && isReport(error.data)) return error.data;
  if (error instanceof ORPCError && error.code === "BAD_REQUEST")
    return { code: "invalid-input", ...words.failures.invalid, data: {}, logId: null };
  if (error instanceof ORPCError)
    return { code: "internal", ...words.failures.unexpected, data: { detail: error.message }, logId: null };
  return { code: "internal", ...words.failures.noAnswer, data: {}, logId: null };
}

function isReport(data: unknown): data is ErrorReport {
  return typeof data === "object" && data !== null && "code" in data && "message" in data && "hint" in data;
}
