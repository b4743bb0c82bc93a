import type { QueryClient } from "@tanstack/react-query";
import type { Operation } from "../../shared/model/operation";
import { keys } from "./keys";

/** Puts an operation, as it is now, into the cached list: newest first, each once. */
export function putOperation(queries: QueryClient, operation: Operation): void {
  queries.setQueryData<readonly Operation[]>(keys.operations, (known) => upsert(known ?? [], operation));
}

export function upsert(known: readonly Operation[], operation: Operation): readonly Operation[] {
  const others = known.filter((one) => one.id !== operation.id);
  return [operation, ...others].toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
}
