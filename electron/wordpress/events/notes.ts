import { z } from "zod";
import { EventKind } from "../../../shared/model/event";
import { attributed, noteRemark, parsed, type Attribution } from "./attribution";
import { plainName } from "./plain-text";
import { folderOf, softwareKeyOf } from "./software";
import type { Draft } from "./story";

/** What the guard noted because no row tells it. */
export interface Note {
  readonly at: number;
  readonly attribution: Attribution;
  /** What it is about, as the things of a story are called. */
  readonly key: string;
  readonly draft: Draft;
}

const weights = {
  "plugin-installed": 7,
  "plugin-activated": 7,
  "plugin-deactivated": 7,
  "plugin-updated": 7,
  "plugin-deleted": 7,
  "theme-installed": 7,
  "theme-switched": 8,
  "theme-updated": 7,
  "theme-deleted": 7,
  "core-updated": 8,
  "code-edited": 7,
  "page-failed": 9,
  "page-recovered": 6,
} as const satisfies Partial<Record<EventKind, number>>;
type NoteKind = keyof typeof weights;

const longest = 16_384;

const Line = z.object({
  at: z.int().min(Date.UTC(2000, 0)).max(Date.UTC(2200, 0)),
  kind: EventKind.extract(Object.keys(weights) as [NoteKind, ...NoteKind[]]),
  subject: z.string().max(1000),
  detail: z.record(z.string().max(40), z.string().max(2000).or(z.number())).default({}),
  ...noteRemark,
});

/** Null for whatever is no note. */
export function noteOf(line: string): Note | null {
  if (line.length > longest) return null;
  const read = Line.safeParse(parsed(line));
  if (!read.success) return null;
  const { at, kind, detail, ...remark } = read.data;
  const subject = plainName(remark.subject) || (kind === "core-updated" ? "WordPress" : "");
  if (subject === "" && !kind.startsWith("page-")) return null;
  const texts = Object.entries(detail)
    .slice(0, 20)
    .map(([name, value]) => [name, typeof value === "string" ? plainName(value) : value] as const);
  const draft: Draft = { kind, subject, detail: Object.fromEntries(texts), weight: weights[kind] };
  return { at, attribution: attributed(remark), key: keyOf(draft), draft };
}

function keyOf({ kind, subject, detail }: Draft): string {
  const file = detail["file"] ?? detail["folder"];
  const software = softwareKeyOf(kind, typeof file === "string" ? folderOf(file) : subject);
  if (software !== null) return software;
  return kind === "code-edited" ? `code:${subject}` : `${kind}:${detail["path"] ?? subject}:${detail["status"] ?? ""}`;
}

/** A note and a row of one request about one thing: the note knows more, but not where in the log it is. */
export function merged(row: Draft, note: Draft): Draft {
  const activated = note.kind === "plugin-installed" && row.kind === "plugin-activated" ? { activated: 1 } : {};
  return {
    ...note,
    detail: { ...row.detail, ...note.detail, ...activated },
    weight: Math.max(row.weight, note.weight),
  };
}
