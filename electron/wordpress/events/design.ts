import type { Noise } from "./noise";
import { humanised, plainName } from "./plain-text";
import type { Row } from "./row";
import { blogDetail, type Scene, type Thing } from "./story";

/** What of the design a post type is, by the words' keys. */
const designTypes: ReadonlyMap<string, string> = new Map([
  ["wp_template", "template"],
  ["wp_template_part", "part"],
  ["wp_global_styles", "styles"],
  ["wp_block", "pattern"],
  ["custom_css", "css"],
  ["wp_font_family", "fonts"],
  ["wp_font_face", "fonts"],
  ["wp_navigation", "menu"],
]);

export function isDesignType(type: string): boolean {
  return designTypes.has(type);
}

const telling = new Set(["post_content", "post_title", "post_status", "post_name"]);

export function designMade(row: Row, blog: number, type: string, scene: Scene): Noise | null {
  // Reading a theme's styles for the first time makes an empty post for them.
  if (type === "wp_global_styles" && row.deed === "inserted" && (row.after("post_content") ?? "").length < 120)
    return null;
  // The first visit to a theme of blocks makes a menu of all pages.
  if (type === "wp_navigation" && row.deed === "inserted" && scene.attribution.via === "front") return null;
  if (row.deed === "updated" && !row.changes().some((column) => telling.has(column))) return null;
  const what = designTypes.get(type) ?? "template";
  const named = what === "template" || what === "part" || what === "pattern" || what === "menu";
  const title = named ? plainName(row.now("post_title")) || humanised(row.now("post_name") ?? "") : "";
  const deed = row.deed === "deleted" || row.after("post_status") === "trash" ? "deleted" : row.deed;
  const key = named ? `${what}:${row.now("ID") ?? ""}` : what;
  const thing = scene.thing("design", `design:${blog}:${key}`, () => makeDesign(blog, what));
  thing.title = title;
  thing.deed ??= deed;
  if (deed === "deleted") thing.deed = deed;
  return null;
}

interface DesignThing extends Thing {
  title: string;
  deed: "inserted" | "updated" | "deleted" | null;
  /** Which settings of a theme. */
  readonly keys: Set<string>;
}

function makeDesign(blog: number, what: string): DesignThing {
  const thing: DesignThing = {
    title: "",
    deed: null,
    keys: new Set(),
    draft: () => ({
      kind: what === "menu" ? "menu-edited" : "design-edited",
      subject: thing.title,
      detail: {
        what: what === "menu" ? null : what,
        deed: thing.deed === "deleted" ? "deleted" : null,
        keys: [...thing.keys].slice(0, 5).join(","),
        blog: blogDetail(blog),
      },
      weight: 4,
    }),
  };
  return thing;
}

/** The Customizer, by a theme's settings or its set of changes. */
export function customized(scene: Scene, blog: number, keys: readonly string[]): void {
  const thing = scene.thing("design", `design:${blog}:customizer`, () => makeDesign(blog, "customizer"));
  thing.deed = "updated";
  for (const key of keys.slice(0, 20)) thing.keys.add(key);
}

interface MenuThing extends Thing {
  term: string | null;
  deed: "added" | "deleted" | null;
  readonly items: Set<string>;
}

/** Everything about menus in one request is one change; `term` is the menu, where it is known. */
export function menuChanged(
  scene: Scene,
  blog: number,
  item: string | null,
  term: string | null,
  deed: MenuThing["deed"] = null,
): null {
  const thing = scene.thing<MenuThing>("design", `menu:${blog}`, () => makeMenu(scene, blog));
  thing.term ??= term;
  thing.deed = deed ?? thing.deed;
  if (item !== null && thing.items.size < 500) thing.items.add(item);
  return null;
}

function makeMenu(scene: Scene, blog: number): MenuThing {
  const thing: MenuThing = {
    term: null,
    deed: null,
    items: new Set(),
    draft: () => ({
      kind: "menu-edited",
      subject: (thing.term === null ? undefined : scene.names.terms.get(`${blog}:${thing.term}`)?.name) ?? "",
      detail: { deed: thing.deed, items: thing.items.size || null, blog: blogDetail(blog) },
      weight: 4,
    }),
  };
  return thing;
}
