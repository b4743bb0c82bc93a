import { isNobody } from "./attribution";
import { customized } from "./design";
import { isCounter, optionNoise, type Noise } from "./noise";
import { humanised, plainName } from "./plain-text";
import type { Row } from "./row";
import { readSerialized, stringList, type PhpValue } from "./serialized";
import { headingOf, settingName } from "./setting-names";
import { pluginChanged, themeSwitched } from "./software";
import { blogDetail, type Scene, type Thing } from "./story";

/** One option of a blog, or of the network: `wp_options` or `wp_sitemeta`. */
export function takeOption(row: Row, blog: number, scene: Scene): Noise | null {
  const network = row.now("meta_key") !== null;
  const option = row.now(network ? "meta_key" : "option_name") ?? "";
  const noise = optionNoise(option);
  if (noise !== null) return noise;
  const column = network ? "meta_value" : "option_value";
  const before = row.before(column);
  const after = row.after(column);
  // Only whether it is loaded with every page.
  if (row.deed === "updated" && !row.changed(column)) return null;
  if (isCounter(before, after, isNobody(scene.attribution))) return "counters";

  switch (option) {
    case "active_plugins":
      return takePlugins(row, stringList, column, blog, scene);
    case "active_sitewide_plugins":
      return takePlugins(row, keysOf, column, blog, scene);
    case "template":
    case "stylesheet":
    case "current_theme":
      themeSwitched(scene, blog, option, plainName(before), plainName(after));
      return null;
    case "sidebars_widgets":
      if (!isThemeSwitch(scene)) widgetsEdited(scene, blog, null);
      return null;
    default:
  }
  if (option.startsWith("widget_")) {
    // Each kind of widget writes an empty list of itself the first time it is asked.
    if (row.deed === "updated" && !isThemeSwitch(scene)) widgetsEdited(scene, blog, humanised(option.slice(7)));
    return null;
  }
  if (option.startsWith("theme_mods_")) return takeThemeMods(row, before, after, blog, scene);
  setting(scene, blog, option, before, after);
  return null;
}

/** Where a list can't be read it says nothing about single plugins. */
function takePlugins(
  row: Row,
  listOf: (text: string | null) => readonly string[] | null,
  column: string,
  blog: number,
  scene: Scene,
): null {
  const before = row.deed === "inserted" ? [] : listOf(row.before(column));
  const after = row.deed === "deleted" ? [] : listOf(row.after(column));
  if (before === null || after === null) {
    setting(scene, blog, "active_plugins", null, null);
    return null;
  }
  const was = new Set(before);
  const is = new Set(after);
  for (const file of is) if (!was.has(file)) pluginChanged(scene, blog, file, true);
  for (const file of was) if (!is.has(file)) pluginChanged(scene, blog, file, false);
  return null;
}

function keysOf(text: string | null): readonly string[] | null {
  if (text === null || text === "") return text === null ? null : [];
  const value = readSerialized(text);
  return value instanceof Map ? [...value.keys()] : null;
}

/** Switching a theme moves its widgets and menus along; that is no second thing. */
function isThemeSwitch(scene: Scene): boolean {
  return scene.attribution.place?.startsWith("themes.php") === true || scene.has("theme");
}

function takeThemeMods(row: Row, before: string | null, after: string | null, blog: number, scene: Scene): null {
  if (isThemeSwitch(scene)) return null;
  const keys = changedKeys(before, after).filter((key) => key !== "sidebars_widgets" && key !== "custom_css_post_id");
  if (keys.length > 0 || (row.deed === "updated" && row.largeAfter("option_value") !== null))
    customized(scene, blog, keys);
  return null;
}

function changedKeys(before: string | null, after: string | null): string[] {
  const was = mapOf(before);
  const is = mapOf(after);
  return [...new Set([...was.keys(), ...is.keys()])].filter(
    (key) => key !== "0" && shown(was.get(key)) !== shown(is.get(key)),
  );
}

function mapOf(text: string | null): ReadonlyMap<string, PhpValue> {
  const value = text === null ? undefined : readSerialized(text);
  return value instanceof Map ? value : new Map<string, PhpValue>();
}

/** To compare by. */
function shown(value: PhpValue | undefined): string {
  if (value === undefined) return "";
  return JSON.stringify(value, (_key, one: unknown) => (one instanceof Map ? [...one] : one));
}

interface WidgetsThing extends Thing {
  readonly kinds: Set<string>;
}

function widgetsEdited(scene: Scene, blog: number, kind: string | null): void {
  const thing = scene.thing<WidgetsThing>("design", `widgets:${blog}`, () => {
    const widgets: WidgetsThing = {
      kinds: new Set(),
      draft: () => ({
        kind: "widgets-edited",
        subject: widgets.kinds.size === 1 ? ([...widgets.kinds][0] ?? "") : "",
        detail: { blog: blogDetail(blog) },
        weight: 4,
      }),
    };
    return widgets;
  });
  if (kind !== null && thing.kinds.size < 20) thing.kinds.add(kind);
}

interface SettingThing extends Thing {
  first: string | null;
  last: string | null;
}

function setting(scene: Scene, blog: number, option: string, before: string | null, after: string | null): void {
  const name = settingName(option);
  const thing = scene.thing<SettingThing>("setting", `setting:${blog}:${name?.key ?? option}`, () => {
    const made: SettingThing = {
      first: valueOf(scene, blog, option, before),
      last: null,
      draft: () => ({
        kind: "setting-changed",
        subject: name === null ? plainName(option) : headingOf(name.key),
        detail: {
          setting: name?.key,
          option: name === null ? null : option,
          shape: name?.shape === "toggle" ? "toggle" : null,
          from: made.first,
          to: made.last,
          blog: blogDetail(blog),
        },
        weight: name?.weight ?? 3,
      }),
    };
    return made;
  });
  thing.last = valueOf(scene, blog, option, after);
}

/** What may be shown of a value: only those of settings known to be no secret, and short. */
function valueOf(scene: Scene, blog: number, option: string, value: string | null): string | null {
  const name = settingName(option);
  if (value === null || name === null) return null;
  switch (name.shape) {
    case "secret":
    case "list":
      return null;
    case "page":
      return scene.names.posts.get(`${blog}:${value}`)?.title ?? null;
    case "toggle":
      return value === "" || value === "0" || value === "no" ? "0" : "1";
    case "text":
      return value.length > 200 || /^[aOs]:\d+:/.test(value) ? null : plainName(value);
  }
}
