import type { QueryClient } from "@tanstack/react-query";
import type { Operation } from "../../shared/model/operation";
import { keys } from "./keys";

/** Puts operations, as they are now, into the cached list: newest first, each once. */
export function putOperations(queries: QueryClient, operations: readonly Operation[]): void {
  queries.setQueryData<readonly Operation[]>(keys.operations, (known) => upsert(known ?? [], operations));
}

export function upsert(known: readonly Operation[], operations: readonly Operation[]): readonly Operation[] {
  const changed = new Set(operations.map((one) => one.id));
  const others = known.filter((one) => !changed.has(one.id));
  return [...operations, ...others].toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
}
