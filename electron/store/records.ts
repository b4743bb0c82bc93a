import { z } from "zod";
import { Branch, Lane, Site, Version } from "../../shared/model/site";
import type { StoreContents } from "../core/ports";

const About = z.union([
  z.object({ kind: z.literal("lane"), lane: Lane }),
  z.object({ kind: z.literal("version"), version: Version }),
]);

export const Secrets = z.object({
  databaseRoot: z.string(),
  databaseTidemark: z.string(),
  databaseSite: z.string(),
  guard: z.string(),
  adminPassword: z.string().nullable(),
});

const Texts = z.array(z.object({ path: z.string(), text: z.string() }));
const Everything = z.object({
  sites: Texts,
  branches: Texts,
  volumes: Texts,
  unfinished: z.array(z.string()),
  unreadable: z.array(z.object({ path: z.string(), detail: z.string() })),
});

/** The records as the keeper read them; one that says something we don't understand is there, but unreadable. */
export function parseContents(answer: unknown): StoreContents {
  const everything = Everything.parse(answer);
  const unreadable = [...everything.unreadable];
  const parseEach = <T>(texts: z.infer<typeof Texts>, schema: z.ZodType<T>): T[] =>
    texts.flatMap(({ path, text }) => {
      try {
        return [schema.parse(JSON.parse(text))];
      } catch (error) {
        unreadable.push({ path, detail: error instanceof Error ? error.message : String(error) });
        return [];
      }
    });
  const volumes = parseEach(everything.volumes, About);
  return {
    sites: parseEach(everything.sites, Site),
    branches: parseEach(everything.branches, Branch),
    lanes: volumes.flatMap((about) => (about.kind === "lane" ? [about.lane] : [])),
    versions: volumes.flatMap((about) => (about.kind === "version" ? [about.version] : [])),
    unfinished: everything.unfinished,
    unreadable,
  };
}
