import type { Readable } from "node:stream";

export interface SourceEntry {
  /** Below the source, with `/` between parts: no leading slash, no `.` or `..`. */
  readonly path: string;
  readonly kind: "file" | "folder";
  readonly bytes: number;
  readonly modified: Date;
}

/** A folder or an archive somebody wants to bring in, read without following it out of itself. */
export interface SourceTree {
  /** Every file and folder; throws `bad-import` at the first that can't be taken. Links and special files are never among them. */
  list(signal: AbortSignal): AsyncIterable<SourceEntry>;
  /** Exactly the entry's bytes; the stream fails with `bad-import` where fewer come. */
  open(entry: SourceEntry, signal: AbortSignal): Promise<Readable>;
  close(): Promise<void>;
}

/** What an operating system leaves lying about. */
export function isLitter(path: string): boolean {
  return /(?:^|\/)(?:__MACOSX(?:\/|$)|\.DS_Store$|Thumbs\.db$|\._[^/]*$)/.test(path);
}

export const most = { entries: 3_000_000, depth: 64 } as const;
