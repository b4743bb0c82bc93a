import { isNobody } from "./attribution";
import { takeComment } from "./comments";
import { isCounter, tableNoise, type Noise } from "./noise";
import { takeOption } from "./options";
import { orderChanged, takeLegacyOrderMeta, takeOrder, takeOrderItem } from "./orders";
import { takePost, takePostMeta, takeRelationship } from "./posts";
import type { Row } from "./row";
import { blogDetail, type Scene, type Thing } from "./story";
import type { SiteTable } from "./table-name";
import { takeTaxonomy, takeTerm, takeTermMeta } from "./terms";
import { takeUser, takeUserMeta } from "./users";

/** What a row is counted as: noise of a kind, null for what somebody caused; undefined where nobody has words for it. */
type Verdict = Noise | null | undefined;
type TakeRow = (row: Row, blog: number, scene: Scene) => Verdict;

const nothing: TakeRow = () => null;

const takers: ReadonlyMap<string, TakeRow> = new Map<string, TakeRow>([
  ["posts", takePost],
  ["postmeta", takePostMeta],
  ["comments", takeComment],
  ["commentmeta", takeCommentMeta],
  ["users", (row, blog, scene) => (blog === 1 ? takeUser(row, scene) : undefined)],
  ["usermeta", (row, blog, scene) => (blog === 1 ? takeUserMeta(row, scene) : undefined)],
  ["options", takeOption],
  ["sitemeta", takeOption],
  ["terms", takeTerm],
  ["term_taxonomy", takeTaxonomy],
  ["term_relationships", takeRelationship],
  ["termmeta", takeTermMeta],
  [
    "blogs",
    (row) => (row.deed === "updated" && row.changes().every((it) => it === "last_updated") ? "counters" : undefined),
  ],
  ["wc_orders", takeOrder],
  ["wc_orders_meta", takeOrderMeta],
  ["wc_order_addresses", takeOrderAddress],
  ["wc_order_operational_data", nothing],
  ["woocommerce_order_items", takeOrderItem],
  ["woocommerce_order_itemmeta", nothing],
]);

/** Tables that WordPress makes when it is installed. */
export const coreTables: ReadonlySet<string> = new Set([
  "posts",
  "postmeta",
  "comments",
  "commentmeta",
  "users",
  "usermeta",
  "options",
  "terms",
  "term_taxonomy",
  "term_relationships",
  "termmeta",
  "links",
]);

/** Null for a row that somebody caused, or that nobody has words for. */
export function takeRow(row: Row, table: SiteTable, scene: Scene): Noise | null {
  if (table.blog > 0) {
    const noise = tableNoise(table.name);
    if (noise !== null) return noise;
    const verdict = takers.get(table.name)?.(row, table.blog, scene);
    if (verdict !== undefined) return verdict;
  }
  rowsChanged(row, table, scene);
  return null;
}

function takeCommentMeta(row: Row, blog: number, scene: Scene): Verdict {
  const key = row.now("meta_key") ?? "";
  if (/^_?akismet/.test(key)) return "caches";
  if (key.startsWith("_wp_trash_meta_")) return "locks";
  if (isCounter(row.before("meta_value"), row.after("meta_value"), isNobody(scene.attribution))) return "counters";
  if (/^(rating|verified|is_customer_note)$/.test(key)) return null;
  return scene.has(`comment:${blog}:${row.now("comment_id") ?? "0"}`) ? null : undefined;
}

function takeOrderMeta(row: Row, blog: number, scene: Scene): null {
  const key = row.now("meta_key") ?? "";
  return key === "_order_number" ? takeLegacyOrderMeta(row, blog, row.now("order_id") ?? "0", key, scene) : null;
}

function takeOrderAddress(row: Row, blog: number, scene: Scene): null {
  return orderChanged(scene, blog, row.now("order_id") ?? "0", "details");
}

interface RowsThing extends Thing {
  inserted: number;
  updated: number;
  deleted: number;
}

function rowsChanged(row: Row, table: SiteTable, scene: Scene): void {
  const thing = scene.thing<RowsThing>("rows", `rows:${table.blog}:${table.name}`, () => {
    const rows: RowsThing = {
      inserted: 0,
      updated: 0,
      deleted: 0,
      draft: () => ({
        kind: "rows",
        subject: table.name,
        detail: {
          inserted: rows.inserted,
          updated: rows.updated,
          deleted: rows.deleted,
          blog: blogDetail(table.blog),
        },
        weight: 1,
      }),
    };
    return rows;
  });
  thing[row.deed] += 1;
}
