import { once } from "node:events";
import { PassThrough, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { extract } from "tar-stream";
import { ZipFile } from "yazl";
import type { Exporting } from "../../core/ports";

/**
 * A zip with `files/` (the document root), `database.sql.gz` and `tidemark.json`: what `Bringing` takes back, and what any host
 * can unpack. Everything streams; an abort or a broken stream fails the whole.
 */
export function createExporting(): Exporting {
  return {
    async write(target, { files, dump, about }, signal) {
      const zip = new ZipFile();
      const failed = Promise.withResolvers<never>();
      zip.once("error", failed.reject);
      const written = pipeline(zip.outputStream as Readable, target, { signal });
      const filled = fill(zip, files, dump, about, signal);
      filled.catch((error: unknown) => (zip.outputStream as Readable).destroy(asError(error)));
      await Promise.race([Promise.all([filled, written]), failed.promise]);
    },
  };
}

async function fill(zip: ZipFile, files: Readable, dump: Readable, about: unknown, signal: AbortSignal): Promise<void> {
  zip.addBuffer(Buffer.from(`${JSON.stringify(about, null, 2)}\n`), "tidemark.json");
  const gzip = createGzip();
  // Zip64, for how long it gets is known only at its end.
  zip.addReadStream(gzip, "database.sql.gz", { compress: false, forceZip64Format: true, mode: 0o100600 });
  await pipeline(dump, gzip, { signal });
  await addFiles(zip, files, signal);
  zip.end();
}

async function addFiles(zip: ZipFile, files: Readable, signal: AbortSignal): Promise<void> {
  const tar = extract();
  const unpacking = pipeline(files, tar, { signal });
  unpacking.catch((error: unknown) => tar.destroy(asError(error)));
  for await (const entry of tar) {
    const { name, size, mtime, type } = entry.header;
    const path = `files/${name.replace(/^(?:\.?\/)+/, "")}`;
    if (type === "file" && path !== "files/") {
      const large = size > 0xffff_0000;
      const content = new PassThrough();
      entry.pipe(content);
      zip.addReadStream(content, path, { size, mtime: mtime ?? new Date(0), mode: 0o100644, forceZip64Format: large });
      await once(entry, "end", { signal });
    } else {
      entry.resume();
    }
  }
  await unpacking;
}

const asError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)));
