import { z } from "zod";

/** What is known of the next version of Tidemark itself. */
export const UpdateState = z.discriminatedUnion("kind", [
  /** Not updated from here: a browser's host, a copy that was not installed, or no feed. */
  z.object({ kind: z.literal("absent") }),
  /** `lookedAt` null: not yet, this time. `failed`: the last look got no answer. */
  z.object({ kind: z.literal("none"), lookedAt: z.iso.datetime().nullable(), failed: z.boolean() }),
  z.object({ kind: z.literal("available"), version: z.string() }),
  /** `share` of what there is to fetch, 0 to 1. */
  z.object({ kind: z.literal("fetching"), version: z.string(), share: z.number().min(0).max(1) }),
  /** Fetched and checked: it is installed when Tidemark quits, or restarts for it. */
  z.object({ kind: z.literal("ready"), version: z.string() }),
]);
export type UpdateState = z.infer<typeof UpdateState>;
