import type { SQLInputValue } from "node:sqlite";
import type { SiteEvent } from "../../shared/model/event";
import type { EventQuery } from "../core/recording-ports";

/** What an event is found by: its kind's own words, what and whom it names, how it came. */
export function wordsOf(event: SiteEvent): string {
  const named = Object.values(event.detail).filter((value) => typeof value === "string");
  return [event.kind.replaceAll("-", " "), event.subject, ...named, event.who?.name, event.via, event.place]
    .filter((word) => word !== null && word !== undefined)
    .join(" ");
}

/** A query as SQL over `event`; values travel apart from it. */
export function conditionsOf(query: EventQuery): { readonly sql: string; readonly values: readonly SQLInputValue[] } {
  const parts: string[] = ["site = ?"];
  const values: SQLInputValue[] = [query.siteId];
  const add = (sql: string, ...more: readonly SQLInputValue[]) => {
    parts.push(sql);
    values.push(...more);
  };
  const list = (column: string, of: readonly string[]) => add(`${column} IN (${of.map(() => "?").join(", ")})`, ...of);
  if (query.branchId !== null) add("branch = ?", query.branchId);
  if (query.laneIds !== null) list("lane", query.laneIds);
  if (query.kinds !== null) list("kind", query.kinds);
  if (query.who !== null) add("who = ?", query.who);
  if (query.from !== null) add("at >= ?", query.from);
  if (query.to !== null) add("at < ?", query.to);
  const match = matchOf(query.words);
  if (match !== null) add("number IN (SELECT rowid FROM event_words WHERE event_words MATCH ?)", match);
  return { sql: parts.join(" AND "), values };
}

/** Every word from its beginning, as FTS5 wants it: quoted, so that nothing in it is an operator. */
function matchOf(words: readonly string[]): string | null {
  // To FTS5 a query ends with its first NUL.
  const wanted = words.map((word) => word.replaceAll("\0", " ").trim()).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return wanted.length === 0 ? null : wanted.map((word) => `"${word.replaceAll('"', '""')}"*`).join(" ");
}

/** Where a page goes on: what the page before gave as its `next`. */
export function pageOf(after: string | null): { readonly at: number; readonly number: number } {
  const [at, number] = (after ?? "").split(".").map(Number);
  if (at === undefined || number === undefined || !Number.isSafeInteger(at) || !Number.isSafeInteger(number)) {
    return { at: Number.MAX_SAFE_INTEGER, number: 0 };
  }
  return { at, number };
}
