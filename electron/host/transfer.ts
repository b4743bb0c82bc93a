import { randomBytes } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readdir, realpath, rm, stat, statfs } from "node:fs/promises";
import { basename, join, sep } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { AppError } from "../../shared/errors";

/** Left free on the disk that takes uploads. */
const reserveBytes = 1024 ** 3;
const lookEveryBytes = 64 * 1024 ** 2;
const ticketLivesMs = 60_000;
const uploadLivesMs = 24 * 60 * 60 * 1000;

/**
 * Streams a body into a folder of its own below `folder`, under a name that is safe on every file system. Throws
 * `host-full` before the disk is; nothing is left of an upload that breaks off.
 */
export async function takeUpload(
  folder: string,
  name: string,
  body: ReadableStream,
  declaredBytes: number | null,
  signal: AbortSignal,
): Promise<string> {
  await ensureRoom(await makeFolder(folder), declaredBytes ?? 0);
  const own = await makeFolder(join(folder, randomBytes(8).toString("hex")));
  const path = join(own, safeName(name));
  let sinceLook = 0;
  const watch = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sinceLook += chunk.length;
      if (sinceLook < lookEveryBytes) return done(null, chunk);
      sinceLook = 0;
      ensureRoom(own, 0).then(() => done(null, chunk), done);
    },
  });
  try {
    await pipeline(Readable.fromWeb(body), watch, createWriteStream(path, { mode: 0o600, flags: "wx" }), { signal });
    return path;
  } catch (error) {
    await rm(own, { recursive: true, force: true });
    throw error;
  }
}

/** Removes uploads that nobody used within a day. */
export async function sweepUploads(folder: string, now: number): Promise<void> {
  for (const name of await readdir(await makeFolder(folder))) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path);
    if (now - mtimeMs > uploadLivesMs) await rm(path, { recursive: true, force: true });
  }
}

/** Letters and digits of any script stay; separators, control characters and leading dots and dashes don't. */
export function safeName(name: string): string {
  const last = basename(name.replaceAll("\\", "/"));
  const clean = last.replace(/[^\p{L}\p{N}._ -]/gu, "_").replace(/^[. -]+/, "");
  return Array.from(clean).slice(-60).join("") || "upload";
}

export interface Tickets {
  /** A ticket that opens this file once, within a minute. Throws `not-found` unless it is a file in the folder. */
  issue(path: string): Promise<string>;
  /** Null: unknown, used or too old. */
  redeem(ticket: string): { readonly path: string; readonly name: string } | null;
  clear(): void;
}

/** A browser can't send a header with a download, so a file is opened by a ticket asked for just before. */
export function openTickets(folder: string, now: () => number = Date.now): Tickets {
  const tickets = new Map<string, { readonly path: string; readonly until: number }>();
  return {
    async issue(path) {
      const file = await realpath(path).catch(() => null);
      const root = await realpath(folder).catch(() => null);
      if (file === null || root === null || !file.startsWith(root + sep) || !(await stat(file)).isFile()) {
        throw new AppError(
          "not-found",
          { what: "export", id: path },
          "There is no such export.",
          "Export the site again.",
        );
      }
      for (const [old, { until }] of tickets) if (until < now()) tickets.delete(old);
      const ticket = randomBytes(32).toString("base64url");
      tickets.set(ticket, { path: file, until: now() + ticketLivesMs });
      return ticket;
    },
    redeem(ticket) {
      const found = tickets.get(ticket);
      tickets.delete(ticket);
      if (found === undefined || found.until < now()) return null;
      return { path: found.path, name: basename(found.path) };
    },
    clear: () => tickets.clear(),
  };
}

/** The bytes of a file as a web stream, with its size. */
export async function openDownload(path: string): Promise<{ body: ReadableStream; bytes: number }> {
  const { size } = await stat(path);
  return { body: Readable.toWeb(createReadStream(path)), bytes: size };
}

async function makeFolder(path: string): Promise<string> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  return path;
}

async function ensureRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const freeBytes = bavail * bsize;
  const neededBytes = bytes + reserveBytes;
  if (freeBytes >= neededBytes) return;
  throw new AppError(
    "host-full",
    { freeBytes, neededBytes },
    "There is not enough free space on this computer for the upload.",
    "Free some space, then try again.",
  );
}
