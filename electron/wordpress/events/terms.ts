import { menuChanged } from "./design";
import { termMetaNoise, type Noise } from "./noise";
import { plainName } from "./plain-text";
import type { Row } from "./row";
import { blogDetail, type Draft, type Scene, type Thing } from "./story";

interface TermThing extends Thing {
  readonly blog: number;
  name: string;
  taxonomy: string | null;
  /** The name before, where it changed. */
  was: string | null;
  added: boolean;
  deleted: boolean;
  edited: boolean;
}

/** Taxonomies that only WordPress and WooCommerce file things in. */
const inner = new Set([
  "post_format",
  "wp_theme",
  "wp_template_part_area",
  "wp_pattern_category",
  "product_type",
  "product_visibility",
  "action-group",
]);

export function takeTerm(row: Row, blog: number, scene: Scene): Noise | null {
  const id = row.now("term_id") ?? "0";
  const key = `${blog}:${id}`;
  const name = plainName(row.now("name"));
  const taxonomy = scene.names.terms.get(key)?.taxonomy ?? null;
  scene.names.terms.set(key, { name, taxonomy });
  const term = termOf(scene, blog, id);
  term.name = name;
  term.taxonomy ??= taxonomy;
  if (row.deed === "inserted") term.added = true;
  else if (row.deed === "deleted") term.deleted = true;
  else if (row.changed("name") || row.changed("slug")) {
    term.edited = true;
    if (row.changed("name")) term.was ??= plainName(row.before("name"));
  }
  if (term.taxonomy === "nav_menu") return menuChanged(scene, blog, null, id, deedOf(term));
  return null;
}

export function takeTaxonomy(row: Row, blog: number, scene: Scene): Noise | null {
  const id = row.now("term_id") ?? "0";
  const taxonomy = row.now("taxonomy") ?? "";
  const key = `${blog}:${id}`;
  scene.names.taxonomies.set(`${blog}:${row.now("term_taxonomy_id") ?? ""}`, { term: id, taxonomy });
  scene.names.terms.set(key, { name: scene.names.terms.get(key)?.name ?? "", taxonomy });
  if (row.deed === "updated" && row.changes().every((column) => column === "count")) return "counters";
  const term = termOf(scene, blog, id);
  term.taxonomy = taxonomy;
  if (row.deed === "inserted") term.added = true;
  else if (row.deed === "deleted") term.deleted = true;
  else term.edited = true;
  if (taxonomy === "nav_menu") return menuChanged(scene, blog, null, id, deedOf(term));
  return null;
}

export function takeTermMeta(row: Row, blog: number, scene: Scene): Noise | null {
  const noise = termMetaNoise(row.now("meta_key") ?? "");
  if (noise !== null) return noise;
  if (row.deed === "updated" && !row.changed("meta_value")) return null;
  const id = row.now("term_id") ?? "0";
  const term = scene.beside("term", `term:${blog}:${id}`, () => makeTerm(scene, blog, id));
  if (term !== null) term.edited = true;
  return null;
}

function deedOf(term: TermThing): "added" | "deleted" | null {
  return term.deleted ? "deleted" : term.added ? "added" : null;
}

function termOf(scene: Scene, blog: number, id: string): TermThing {
  return scene.thing("term", `term:${blog}:${id}`, () => makeTerm(scene, blog, id));
}

function makeTerm(scene: Scene, blog: number, id: string): TermThing {
  const known = scene.names.terms.get(`${blog}:${id}`);
  const term: TermThing = {
    blog,
    name: known?.name ?? "",
    taxonomy: known?.taxonomy ?? null,
    was: null,
    added: false,
    deleted: false,
    edited: false,
    draft: () => termDraft(term),
  };
  return term;
}

/** A menu's term is told by the menu; a term whose taxonomy is not known yet is told by its next row. */
function termDraft(term: TermThing): Draft | null {
  const { taxonomy, added, deleted, edited } = term;
  if (taxonomy === "nav_menu" || (taxonomy !== null && inner.has(taxonomy))) return null;
  if (added && (deleted || taxonomy === null)) return null;
  if (!added && !deleted && !edited) return null;
  return {
    kind: deleted ? "term-deleted" : added ? "term-added" : "term-edited",
    subject: term.name,
    detail: { type: taxonomy, from: added || deleted ? null : term.was, blog: blogDetail(term.blog) },
    weight: 3,
  };
}
