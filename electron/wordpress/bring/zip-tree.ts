import type { Readable } from "node:stream";
import { type Entry, open as openFile, type ZipFile } from "yauzl";
import { badImport } from "./bad-import";
import { isLitter, most, type SourceEntry, type SourceTree } from "./source-tree";

/** No honest archive of more than this is packed a hundredfold and more. Bytes. */
const suspiciousBytes = 4 * 1024 ** 3;
const suspiciousRatio = 100;
const typeMask = 0o170000;
const regularFile = 0o100000;
const folder = 0o040000;

/** A zip file. Its directory is read and checked as a whole before anything is unpacked. */
export async function openZip(path: string, signal: AbortSignal): Promise<SourceTree> {
  const zip = await openArchive(path);
  const entries = new Map<string, { readonly raw: Entry; readonly entry: SourceEntry }>();
  try {
    for await (const raw of directory(zip, path, signal)) {
      const entry = readEntry(path, raw);
      if (entry === null) continue;
      if (entries.has(entry.path)) throw badImport(path, entry.path, "is in the archive twice");
      entries.set(entry.path, { raw, entry });
    }
    refuseBomb(
      path,
      zip.fileSize,
      [...entries.values()].map(({ raw }) => raw),
    );
  } catch (error) {
    zip.close();
    throw error;
  }
  return {
    async *list() {
      for (const { entry } of entries.values()) yield entry;
    },
    open({ path: inside }) {
      const raw = entries.get(inside)?.raw;
      if (raw === undefined) throw new Error(`no entry ${inside} in ${path}`);
      return openEntry(zip, raw, path);
    },
    close: async () => zip.close(),
  };
}

function openArchive(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    openFile(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, zip) => {
      if (error === null) resolve(zip);
      else reject(badImport(path, null, `is no zip archive that can be read (${error.message})`, undefined, error));
    });
  });
}

async function* directory(zip: ZipFile, path: string, signal: AbortSignal): AsyncGenerator<Entry> {
  if (zip.entryCount > most.entries) throw badImport(path, null, "has too many entries");
  const next = () =>
    new Promise<Entry | null>((resolve, reject) => {
      const done = (give: () => void) => {
        zip.off("entry", onEntry).off("end", onEnd).off("error", onError);
        give();
      };
      const onEntry = (entry: Entry) => done(() => resolve(entry));
      const onEnd = () => done(() => resolve(null));
      // yauzl refuses absolute paths, `..` and broken directories by itself.
      const onError = (error: Error) => done(() => reject(badImport(path, null, error.message, undefined, error)));
      zip.on("entry", onEntry).on("end", onEnd).on("error", onError);
      zip.readEntry();
    });
  for (let entry = await next(); entry !== null; entry = await next()) {
    signal.throwIfAborted();
    yield entry;
  }
}

function readEntry(archive: string, raw: Entry): SourceEntry | null {
  const isFolder = raw.fileName.endsWith("/");
  const parts = raw.fileName.split("/").filter((part) => part !== "" && part !== ".");
  const path = parts.join("/");
  if (path === "" || isLitter(path)) return null;
  if (parts.includes("..") || path.includes("\0")) throw badImport(archive, path, "leads out of the archive");
  if (parts.length > most.depth) throw badImport(archive, path, "is nested too deeply");
  if (raw.isEncrypted()) {
    throw badImport(archive, path, "is encrypted", "Unpack the archive with its password and bring the folder.");
  }
  const type = (raw.externalFileAttributes >>> 16) & typeMask;
  if (type !== 0 && type !== regularFile && type !== folder) {
    throw badImport(archive, path, "is a link or a special file", "Put the real file in its place.");
  }
  const modified = raw.getLastModDate();
  return { path, kind: isFolder ? "folder" : "file", bytes: isFolder ? 0 : raw.uncompressedSize, modified };
}

/** Entries that share their bytes, or that grow beyond belief. */
function refuseBomb(archive: string, fileSize: number, entries: readonly Entry[]): void {
  let packed = 0;
  let unpacked = 0;
  for (const entry of entries) {
    packed += entry.compressedSize;
    unpacked += entry.uncompressedSize;
  }
  if (packed > fileSize || (unpacked > suspiciousBytes && unpacked > fileSize * suspiciousRatio)) {
    throw badImport(archive, null, "unpacks to far more than an honest archive would");
  }
}

function openEntry(zip: ZipFile, raw: Entry, archive: string): Promise<Readable> {
  return new Promise((resolve, reject) => {
    const refuse = (error: Error) => badImport(archive, raw.fileName, error.message, undefined, error);
    zip.openReadStream(raw, (error, stream) => {
      if (error !== null) reject(refuse(error));
      else resolve(stream);
    });
  });
}
