import { isNobody } from "./attribution";
import { isCounter, postMetaNoise, postTypeNoise, type Noise } from "./noise";
import { plainName } from "./plain-text";
import { orderChanged, takeLegacyOrder, takeLegacyOrderMeta } from "./orders";
import { customized, designMade, isDesignType, menuChanged } from "./design";
import { postDraft } from "./post-draft";
import type { Row } from "./row";
import type { Scene, Thing } from "./story";
import { wordDifference } from "./word-difference";

/** The columns of a post that tell what happened to it; its content is looked at once and let go. */
export interface PostFields {
  readonly title: string;
  readonly status: string;
  readonly slug: string;
  readonly author: string;
  readonly parent: string;
  readonly order: string;
  readonly password: string;
  readonly comments: string;
  readonly excerpt: string;
  readonly date: string;
  readonly file: string;
  readonly mime: string;
}

export interface PostThing extends Thing {
  readonly blog: number;
  readonly id: string;
  type: string;
  /** As it was before the story touched its row, and as it is now; null where it wasn't there, undefined where nobody saw. */
  first: PostFields | null | undefined;
  last: PostFields | null | undefined;
  wordsAdded: number;
  wordsRemoved: number;
  /** Bytes of a content too large to be read. */
  large: number | null;
  /** What else changed, by the words' keys: `content`, `image`, `categories`, ... */
  readonly changed: Set<string>;
  /** Figures before and after: stock, price. */
  readonly figures: Map<string, { from: string | null; to: string | null }>;
  /** Bytes of a media file. */
  bytes: number | null;
  remembered: string;
}

/** Post types that are versions or shadows of others. */
const shadows = new Set(["revision", "customize_changeset", "user_request"]);

export function takePost(row: Row, blog: number, scene: Scene): Noise | null {
  const type = row.now("post_type") ?? "post";
  const id = row.now("ID") ?? "";
  const noise = postTypeNoise.get(type);
  if (noise !== undefined) return noise;
  if (type === "revision") return null;
  const title = plainName(row.now("post_title"));
  const parent = row.now("post_parent") ?? "0";
  scene.names.posts.set(`${blog}:${id}`, { title: type === "attachment" ? fileOf(row) : title, type, parent });
  if (isUnwritten(row)) return "drafts";
  if (row.deed === "updated" && row.changes().every((column) => column === "comment_count")) return "counters";
  if (type === "customize_changeset") return takeChangeset(row, blog, scene);
  if (shadows.has(type)) return null;
  if (type === "nav_menu_item") return menuChanged(scene, blog, id, null);
  if (isDesignType(type)) return designMade(row, blog, type, scene);
  if (type === "shop_order" || type === "shop_order_refund" || type === "shop_order_placehold")
    return takeLegacyOrder(row, blog, type, scene);
  if (type === "product_variation") return takeVariation(row, blog, parent, scene);

  const thing = scene.thing("post", `post:${blog}:${id}`, () => makePost(blog, id, type, scene));
  thing.type = type;
  if (thing.first === undefined) thing.first = row.change.before === null ? null : fieldsOf(row, "before");
  thing.last = row.change.after === null ? null : fieldsOf(row, "after");
  takeContent(row, thing, scene);
  return null;
}

/** WordPress makes an empty draft whenever somebody opens the editor, and clears it away a week later. */
function isUnwritten(row: Row): boolean {
  const was = row.deed === "inserted" || row.before("post_status") === "auto-draft";
  const is = row.deed === "deleted" || row.after("post_status") === "auto-draft";
  return was && is;
}

function takeContent(row: Row, thing: PostThing, scene: Scene): void {
  if (row.deed === "deleted" || !row.changed("post_content")) return;
  if (row.deed === "updated") thing.changed.add("content");
  const large = row.largeAfter("post_content");
  const after = row.after("post_content");
  const before = row.deed === "inserted" ? "" : row.before("post_content");
  if (large !== null) thing.large = large;
  if (after === null || before === null || scene.isFolded("post")) return;
  const { added, removed } = wordDifference(before, after);
  thing.wordsAdded += added;
  thing.wordsRemoved += removed;
}

function takeChangeset(row: Row, blog: number, scene: Scene): null {
  const published = row.after("post_status") === "publish" && row.changed("post_status");
  if (published) customized(scene, blog, []);
  return null;
}

/** A variation is part of its product. */
function takeVariation(row: Row, blog: number, parent: string, scene: Scene): null {
  if (parent !== "0" && (row.deed !== "updated" || row.changes().some((column) => !column.startsWith("post_modified"))))
    touchPost(scene, blog, parent)?.changed.add("variations");
  return null;
}

export function makePost(blog: number, id: string, type: string, scene: Scene): PostThing {
  const thing: PostThing = {
    blog,
    id,
    type,
    first: undefined,
    last: undefined,
    wordsAdded: 0,
    wordsRemoved: 0,
    large: null,
    changed: new Set(),
    figures: new Map(),
    bytes: null,
    remembered: scene.names.posts.get(`${blog}:${id}`)?.title ?? "",
    draft: () => postDraft(thing, scene.names),
  };
  return thing;
}

/** The post that a row of another table belongs to. */
export function touchPost(scene: Scene, blog: number, id: string): PostThing | null {
  const type = scene.names.posts.get(`${blog}:${id}`)?.type ?? "";
  return scene.beside("post", `post:${blog}:${id}`, () => makePost(blog, id, type, scene));
}

const metaChanges: Readonly<Record<string, string>> = {
  _thumbnail_id: "image",
  _wp_page_template: "template",
  _wp_attachment_image_alt: "alt",
  _wp_attachment_backup_sizes: "picture",
  _product_image_gallery: "image",
  _sku: "sku",
};
/** Figures of a product whose change is told. */
const figureNames: Readonly<Record<string, string>> = {
  _stock: "stock",
  _stock_status: "stockStatus",
  _price: "price",
  _regular_price: "regularPrice",
  _sale_price: "salePrice",
};

export function takePostMeta(row: Row, blog: number, scene: Scene): Noise | null {
  const key = row.now("meta_key") ?? "";
  const id = row.now("post_id") ?? "0";
  const noise = postMetaNoise(key);
  if (noise !== null) return noise;
  const known = scene.names.posts.get(`${blog}:${id}`);
  const type = known?.type ?? "";
  if (type === "revision") return null;
  if (type === "nav_menu_item" || key.startsWith("_menu_item_")) return menuChanged(scene, blog, id, null);
  if (type.startsWith("shop_order")) return takeLegacyOrderMeta(row, blog, id, key, scene);
  if (isDesignType(type) || shadows.has(type)) return null;
  if (key === "_wp_attached_file" || key === "_wp_attachment_metadata") return takeFile(row, blog, id, scene);
  if (row.deed === "updated" && !row.changed("meta_value")) return null;
  if (
    figureNames[key] === undefined &&
    isCounter(row.before("meta_value"), row.after("meta_value"), isNobody(scene.attribution))
  )
    return "counters";
  const owner = type === "product_variation" ? known?.parent : id;
  const thing = touchPost(scene, blog, owner ?? id);
  if (thing === null) return null;
  const figureName = figureNames[key];
  if (figureName === undefined)
    thing.changed.add(Object.hasOwn(metaChanges, key) ? (metaChanges[key] ?? "fields") : "fields");
  else {
    const seen = thing.figures.get(figureName);
    const to = row.after("meta_value");
    if (seen === undefined) thing.figures.set(figureName, { from: row.before("meta_value"), to });
    else seen.to = to;
  }
  return null;
}

/** Sizes and places of a media file: part of its upload, and nothing by themselves. */
function takeFile(row: Row, blog: number, id: string, scene: Scene): null {
  if (!scene.has(`post:${blog}:${id}`)) return null;
  const thing = touchPost(scene, blog, id);
  const bytes = /"filesize";i:(\d{1,15});/.exec(row.after("meta_value") ?? "");
  if (thing !== null && bytes !== null && row.deed !== "deleted") thing.bytes ??= Number(bytes[1]);
  return null;
}

/** Internals of taxonomies, in which nobody files anything by hand. */
const inner = new Set([
  "post_format",
  "wp_theme",
  "wp_template_part_area",
  "product_type",
  "product_visibility",
  "product_shipping_class",
]);
const taxonomyChanges: ReadonlyMap<string, string> = new Map([
  ["category", "categories"],
  ["product_cat", "categories"],
  ["post_tag", "tags"],
  ["product_tag", "tags"],
]);

export function takeRelationship(row: Row, blog: number, scene: Scene): Noise | null {
  const object = row.now("object_id") ?? "0";
  const place = scene.names.taxonomies.get(`${blog}:${row.now("term_taxonomy_id") ?? ""}`);
  const type = scene.names.posts.get(`${blog}:${object}`)?.type;
  if (type === "nav_menu_item" || place?.taxonomy === "nav_menu") {
    return menuChanged(scene, blog, object, place?.term ?? null);
  }
  if (place !== undefined && inner.has(place.taxonomy)) return null;
  if (type !== undefined && (isDesignType(type) || shadows.has(type) || type === "revision")) return null;
  if (type?.startsWith("shop_order") === true) return orderChanged(scene, blog, object, "terms");
  touchPost(scene, blog, object)?.changed.add(
    place === undefined ? "terms" : (taxonomyChanges.get(place.taxonomy) ?? "terms"),
  );
  return null;
}

function fileOf(row: Row): string {
  const path = (row.now("guid") ?? "").split(/[?#]/)[0] ?? "";
  const file = path.slice(path.lastIndexOf("/") + 1);
  return /\.\w{1,8}$/.test(file) ? plainName(file) : plainName(row.now("post_title"));
}

function fieldsOf(row: Row, image: "before" | "after"): PostFields {
  const text = (column: string) => row[image](column) ?? "";
  return {
    title: plainName(text("post_title")),
    status: text("post_status"),
    slug: text("post_name"),
    author: text("post_author"),
    parent: text("post_parent"),
    order: text("menu_order"),
    password: text("post_password") === "" ? "" : "set",
    comments: text("comment_status"),
    excerpt: text("post_excerpt").slice(0, 2000),
    date: text("post_date"),
    file: fileOf(row),
    mime: text("post_mime_type"),
  };
}
