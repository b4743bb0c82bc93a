import type { QueryClient } from "@tanstack/react-query";
import type { Operation } from "../../shared/model/operation";
import { keys } from "./keys";

/** Puts operations, as they are now, into the cached list: newest first, each once. */
export function putOperations(queries: QueryClient, operations: readonly Operation[]): void {
  queries.setQueryData<readonly Operation[]>(keys.operations, (known) => upsert(known ?? [], operations));
}

const day = 24 * 60 * 60 * 1000;

/** What ended a day before the newest began is let go, as the host does it: a page may stay open for weeks. */
export function upsert(known: readonly Operation[], operations: readonly Operation[]): readonly Operation[] {
  const changed = new Set(operations.map((one) => one.id));
  const others = known.filter((one) => !changed.has(one.id));
  const all = [...operations, ...others].toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  const since = Date.parse(all[0]?.createdAt ?? "") - day;
  return all.filter(({ endedAt }) => endedAt === null || Date.parse(endedAt) > since);
}
