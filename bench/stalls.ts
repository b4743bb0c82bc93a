import type { Databases } from "../electron/core/ports";
import type { Tidemark } from "./tidemark";

/** Hears of every time commits were blocked, in milliseconds from asking for the block to its release. Returns how to stop. */
export function observeStalls(tidemark: Tidemark, heard: (stall: number) => void): () => void {
  const databases: { quiesced: Databases["quiesced"] } = tidemark.app.world().databases;
  const before = databases.quiesced;
  databases.quiesced = async (lane, during, signal) => {
    const result = await before.call(databases, lane, during, signal);
    heard(result.stall);
    // The generic value passes through untouched.
    return result as never;
  };
  return () => {
    databases.quiesced = before;
  };
}
