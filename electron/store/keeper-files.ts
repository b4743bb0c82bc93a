import { z } from "zod";
import type { FileChanges, Space } from "../core/recording-ports";
import type { Keeper } from "./keeper";

const Changes = z.object({
  files: z.array(
    z.object({
      path: z.string(),
      change: z.enum(["added", "changed", "removed"]),
      bytes: z.number(),
      bytesBefore: z.number(),
    }),
  ),
  more: z.int(),
});
const Heads = z.record(z.string(), z.string());

/** What differs between volumes, ordered by path. */
export function createFileChanges(keeper: Keeper): FileChanges {
  return {
    async changes(before, after, most, signal) {
      return Changes.parse(await keeper.call("changes", { before, after, most }, signal));
    },
    async heads(id, paths, signal) {
      return new Map(Object.entries(Heads.parse(await keeper.call("heads", { id, paths }, signal))));
    },
  };
}

export function createSpace(keeper: Keeper): Space {
  return {
    async freedBy(ids, signal) {
      return z.number().parse(await keeper.call("freedBy", { ids }, signal));
    },
  };
}
