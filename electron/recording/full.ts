import { AppError } from "../../shared/errors";

/** Which room has run out, where that is what went wrong. */
export function isFull(error: unknown): "store-full" | "host-full" | null {
  return error instanceof AppError && (error.code === "store-full" || error.code === "host-full") ? error.code : null;
}
