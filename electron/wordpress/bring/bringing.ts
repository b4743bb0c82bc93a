import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import type { Bringing } from "../../core/ports";
import { badImport } from "./bad-import";
import { cleanDump } from "./clean-dump";
import { type DumpPlace, openPacked, readDump } from "./dump-stream";
import { inspectSource, listEntries, openSource } from "./inspect";
import { packSite } from "./pack-site";

/** Folders and zip archives with WordPress' files and a dump of its database. Everything streams; nothing is unpacked on this machine. */
export function createBringing(): Bringing {
  return {
    inspect: inspectSource,

    async openFiles(source, progress, signal) {
      const { tree } = await openSource(source.path, signal);
      try {
        return await packSite(tree, source, progress, signal);
      } catch (error) {
        await tree.close();
        throw error;
      }
    },

    async openDump(source, progress, signal) {
      const { tree } = await openSource(source.path, signal);
      try {
        const entry = (await listEntries(tree, signal)).find(({ path }) => path === source.dump) ?? null;
        const place: DumpPlace = { path: source.dump, entry, bytes: entry?.bytes ?? (await sizeBeside(source.dump)) };
        const packed = await openPacked(tree, place, signal);
        let read = 0;
        let told = 0;
        const onPacked = (bytes: number) => {
          read += bytes;
          if (read - told < place.bytes / 200 && read < place.bytes) return;
          told = read;
          progress(Math.min(1, read / (place.bytes || 1)));
        };
        const plain = cleanDump(readDump(packed, source.dumpCompression, source.dump, onPacked), source.dump);
        const stream = Readable.from(plain, { objectMode: false, signal });
        stream.once("close", () => {
          packed.destroy();
          void tree.close();
        });
        return stream;
      } catch (error) {
        await tree.close();
        throw error;
      }
    },
  };
}

async function sizeBeside(path: string): Promise<number> {
  const about = await stat(path).catch((cause: unknown) => {
    throw badImport(path, null, "is not there any more", undefined, cause);
  });
  return about.size;
}
