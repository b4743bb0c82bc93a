import { z } from "zod";
import { languages } from "../languages";
import { SoftwareVersions } from "./site";

/** What a person chose for Tidemark as a whole. Kept in the data folder; each site's own choices are with the site. */
export const Settings = z.object({
  theme: z.enum(["system", "light", "dark"]),
  /** `system`: the first of the person's languages that Tidemark speaks. */
  language: z.enum(["system", ...languages]),
  /** What a new site is made of; null: the newest there is, whenever a site is made. */
  software: SoftwareVersions.nullable(),
  /** Bytes the store may take up on disk; null: no limit but the disk's own. */
  storeLimit: z.int().positive().nullable(),
  /** What happens to running sites when Tidemark quits. */
  atQuit: z.enum(["keep", "stop"]),
  notifications: z.boolean(),
  updates: z.enum(["automatic", "ask", "off"]),
  /** Where updates come from instead of where this Tidemark came from; for who hands it out in a company. Holds from the next start on. */
  updateFeed: z.url({ protocol: /^https$/ }).nullable(),
});
export type Settings = z.infer<typeof Settings>;

/** What is to become of the data folder. */
export const PlaceView = z.object({
  /** False where TIDEMARK_HOME says where it is. */
  movable: z.boolean(),
  /** Where it moves when Tidemark starts next. */
  movingTo: z.string().nullable(),
  /** Why the last move came to nothing. */
  failed: z.string().nullable(),
});
export type PlaceView = z.infer<typeof PlaceView>;

export const SettingsChange = Settings.partial();
export type SettingsChange = z.infer<typeof SettingsChange>;

export const defaultSettings: Settings = {
  theme: "system",
  language: "system",
  software: null,
  storeLimit: null,
  atQuit: "keep",
  notifications: true,
  updates: "ask",
  updateFeed: null,
};

/** What can be read of `said`: a setting that is missing or not understood has its default and is named in `unread`. */
export function readSettings(said: unknown): { readonly settings: Settings; readonly unread: readonly string[] } {
  if (typeof said !== "object" || said === null || Array.isArray(said)) {
    return { settings: defaultSettings, unread: Object.keys(defaultSettings) };
  }
  const given = said as Readonly<Record<string, unknown>>;
  const unread: string[] = [];
  const read = Object.entries(Settings.shape).flatMap(([key, schema]) => {
    if (given[key] === undefined) return [];
    const parsed = schema.safeParse(given[key]);
    if (!parsed.success) unread.push(key);
    return parsed.success ? [[key, parsed.data]] : [];
  });
  return { settings: Settings.parse({ ...defaultSettings, ...Object.fromEntries(read) }), unread };
}
