import { createReadStream } from "node:fs";
import { isAbsolute } from "node:path";
import type { Readable } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { AppError } from "../../../shared/errors";
import type { BringSource } from "../../core/ports";
import { badImport } from "./bad-import";
import type { SourceEntry, SourceTree } from "./source-tree";

export type Compression = BringSource["dumpCompression"];

/** A dump: an entry of the source, or a file beside it by its absolute path. */
export interface DumpPlace {
  readonly path: string;
  readonly bytes: number;
  readonly entry: SourceEntry | null;
}

/** The file's own bytes, as packed as they lie there. */
export async function openPacked(tree: SourceTree, place: DumpPlace, signal: AbortSignal): Promise<Readable> {
  if (place.entry !== null) return tree.open(place.entry, signal);
  if (!isAbsolute(place.path)) throw new Error(`neither an entry nor an absolute path: ${place.path}`);
  return createReadStream(place.path, { signal });
}

/** By its first bytes: names lie. Throws `bad-import` for what can be neither. */
export async function compressionOf(tree: SourceTree, place: DumpPlace, signal: AbortSignal): Promise<Compression> {
  const stream = await openPacked(tree, place, signal);
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (chunk.length < 4) continue;
    if (chunk[0] === 0x1f && chunk[1] === 0x8b) return "gzip";
    if (chunk.readUInt32LE(0) === 0xfd2fb528) return "zstd";
    if (chunk[0] === 0x50 && chunk[1] === 0x4b) {
      throw badImport(place.path, null, "is a zip archive, not a dump", "Unpack it first.");
    }
    return "none";
  }
  return "none";
}

/** Plain bytes of the dump; `onPacked` hears how many of the file's own bytes were read. Fails with `bad-import` where it is damaged. */
export async function* readDump(
  packed: Readable,
  compression: Compression,
  file: string,
  onPacked: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  packed.on("data", (chunk: Buffer) => onPacked(chunk.length));
  const unpack = { none: () => null, gzip: () => createGunzip(), zstd: () => createZstdDecompress() }[compression]();
  // A pipe passes no errors on.
  if (unpack !== null) packed.once("error", (error) => unpack.destroy(error));
  const plain: Readable = unpack === null ? packed : packed.pipe(unpack);
  let bytes = 0;
  try {
    for await (const chunk of plain as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      yield chunk;
    }
  } catch (cause) {
    if (cause instanceof AppError || (cause instanceof Error && cause.name === "AbortError")) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw badImport(file, `after ${bytes} bytes of SQL`, `is damaged or cut off (${why})`, undefined, cause);
  } finally {
    packed.destroy();
    unpack?.destroy();
  }
}
