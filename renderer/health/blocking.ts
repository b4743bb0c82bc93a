import type { ErrorCode } from "../../shared/errors";

/** Without these nothing can be done, so they take the place of every page but Health. */
const blocking: ReadonlySet<ErrorCode> = new Set([
  "docker-missing",
  "docker-unreachable",
  "docker-denied",
  "docker-too-old",
  "store-unavailable",
  "store-in-use",
  "image-missing",
]);

export function isBlocking(code: ErrorCode): boolean {
  return blocking.has(code);
}
