import type { EventKind } from "../../../shared/model/event";
import type { Names } from "./names";
import type { PostFields, PostThing } from "./posts";
import { blogDetail, type Draft } from "./story";

/** Where a post stands towards its readers. */
type Stage = "none" | "draft" | "scheduled" | "public" | "trash";

const stages: Readonly<Record<string, Stage>> = {
  publish: "public",
  private: "public",
  inherit: "public",
  future: "scheduled",
  trash: "trash",
  "auto-draft": "none",
};

function stageOf(fields: PostFields | null): Stage {
  return fields === null ? "none" : (stages[fields.status] ?? "draft");
}

export function postDraft(thing: PostThing, names: Names): Draft | null {
  if (thing.type === "attachment") return mediaDraft(thing);
  if (thing.type === "product") return productDraft(thing);
  const step = stepOf(thing);
  if (step === null) return null;
  const [deed, weight] = step;
  return { kind: `post-${deed}`, subject: titleOf(thing), detail: detailOfPost(thing, names, deed), weight };
}

type PostDeed = Extract<EventKind, `post-${string}`> extends `post-${infer Deed}` ? Deed : never;

/** From the first state to the last, whatever lay between. */
function stepOf(thing: PostThing): readonly [PostDeed, number] | null {
  const edited = changesOf(thing).length > 0 ? (["edited", 4] as const) : null;
  if (thing.first === undefined || thing.last === undefined) return edited;
  const from = stageOf(thing.first);
  const to = stageOf(thing.last);
  if (thing.last === null) return from === "none" ? null : ["deleted", 6];
  if (to === "none") return null;
  if (from === to) return edited;
  if (to === "trash") return ["trashed", 6];
  if (from === "trash") return ["restored", 5];
  if (to === "public") return ["published", 6];
  if (to === "scheduled") return ["scheduled", 5];
  if (from === "none") return ["drafted", 4];
  return ["unpublished", 6];
}

function mediaDraft(thing: PostThing): Draft | null {
  const { first, last } = thing;
  const fields = last ?? first;
  const deed =
    first === undefined || last === undefined
      ? "edited"
      : stageOf(last) === "none" || stageOf(last) === "trash"
        ? "deleted"
        : stageOf(first) === "none"
          ? "added"
          : "edited";
  const changes = changesOf(thing).filter((change) => !["parent", "slug", "date", "fields"].includes(change));
  if (deed === "edited" && changes.length === 0) return null;
  return {
    kind: `media-${deed}`,
    subject: fields?.file ?? thing.remembered,
    detail: {
      type: mediaTypeOf(fields?.mime ?? ""),
      bytes: thing.bytes,
      changed: deed === "edited" ? changes.join(",") : null,
      blog: blogDetail(thing.blog),
    },
    weight: deed === "deleted" ? 5 : 3,
  };
}

function mediaTypeOf(mime: string): string | null {
  if (mime === "") return null;
  return /^(image|video|audio)\//.exec(mime)?.[1] ?? "file";
}

function productDraft(thing: PostThing): Draft | null {
  const step = stepOf(thing);
  const price = figureOf(thing, "regularPrice") ?? figureOf(thing, "price");
  const stock = figureOf(thing, "stock") ?? figureOf(thing, "stockStatus");
  const about = { subject: titleOf(thing), detail: { blog: blogDetail(thing.blog) } };
  if (step?.[0] === "published" || step?.[0] === "drafted" || step?.[0] === "scheduled") {
    const status = step[0] === "published" ? null : thing.last?.status;
    return { ...about, kind: "product-added", detail: { ...about.detail, status }, weight: 5 };
  }
  if (step?.[0] === "deleted" || step?.[0] === "trashed") {
    const status = step[0] === "trashed" ? "trash" : null;
    return { ...about, kind: "product-deleted", detail: { ...about.detail, status }, weight: 6 };
  }
  const changed = changesOf(thing);
  if (step !== null && step[0] !== "edited") changed.push(step[0]);
  if (price !== null) changed.push("price");
  if (changed.length > 0) {
    const detail = { ...about.detail, ...price, changed: changed.join(",") };
    return { ...about, kind: "product-edited", detail, weight: 4 };
  }
  if (stock === null) return null;
  return { ...about, kind: "product-stock", detail: { ...about.detail, ...stock }, weight: 2 };
}

function figureOf(thing: PostThing, name: string): { from: string | null; to: string | null } | null {
  const figure = thing.figures.get(name);
  return figure === undefined || figure.from === figure.to ? null : { from: figure.from, to: figure.to };
}

function detailOfPost(thing: PostThing, names: Names, deed: PostDeed): Draft["detail"] {
  const { first, last } = thing;
  const written = thing.wordsAdded + thing.wordsRemoved > 0;
  const gone = deed === "deleted" || deed === "trashed" || deed === "restored";
  const changes = changesOf(thing);
  const only = deed === "edited" && changes.length === 1 ? changes[0] : null;
  return {
    type: thing.type,
    wordsAdded: written && !gone ? thing.wordsAdded : null,
    wordsRemoved: written && !gone ? thing.wordsRemoved : null,
    bytes: thing.large,
    changed: deed === "edited" ? changes.join(",") : null,
    status: last?.status === "private" || last?.status === "pending" ? last.status : null,
    from: only === "title" ? first?.title : only === "author" ? names.users.get(first?.author ?? "") : null,
    to: only === "author" ? names.users.get(last?.author ?? "") : null,
    date: deed === "scheduled" ? last?.date : null,
    blog: blogDetail(thing.blog),
  };
}

const compared = ["title", "slug", "author", "parent", "order", "password", "comments", "excerpt", "status"] as const;

function changesOf(thing: PostThing): string[] {
  const { first, last } = thing;
  const changed = [...thing.changed];
  if (first !== null && first !== undefined && last !== null && last !== undefined) {
    changed.unshift(...compared.filter((field) => first[field] !== last[field]));
    if (first.date !== last.date && stageOf(last) !== "draft") changed.push("date");
    // The slug of a draft follows its title by itself.
    if (changed.includes("title") && stageOf(last) === "draft") return changed.filter((one) => one !== "slug");
  }
  return changed;
}

function titleOf(thing: PostThing): string {
  return thing.last?.title ?? thing.first?.title ?? thing.remembered;
}
