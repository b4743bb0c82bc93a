import { isDefinedError, ORPCError } from "@orpc/client";
import type { ErrorReport } from "../../shared/errors";
import { words } from "../words";

/** Anything a call can end with, in the one shape the interface shows. */
export function failureOf(error: unknown): ErrorReport {
  if (error instanceof ORPCError && isDefinedError(error) && isReport(error.data)) return error.data;
  const said = { message: "", hint: "", logId: null };
  if (error instanceof ORPCError && error.code === "BAD_REQUEST")
    return { ...said, code: "invalid-input", data: { detail: "" } };
  if (error instanceof ORPCError) return { ...said, code: "internal", data: { logId: "", detail: error.message } };
  return { ...said, ...words.failures.noAnswer, code: "internal", data: {} };
}

function isReport(data: unknown): data is ErrorReport {
  return typeof data === "object" && data !== null && "code" in data && "message" in data && "hint" in data;
}
