import type { EventKind, LogPosition } from "../../../shared/model/event";
import type { Attribution } from "./attribution";
import type { Names } from "./names";
import { eventId, mostThings, type Draft, type Family, type Scene, type Story, type Thing, type Track } from "./story";

/** One transaction being read: what it touches of its stories. */
export interface Transaction {
  readonly from: LogPosition;
  rows: number;
  readonly noise: Map<string, number>;
  readonly touched: Map<Track, Story>;
}

export function createTransaction(from: LogPosition): Transaction {
  return { from, rows: 0, noise: new Map(), touched: new Map() };
}

interface ManyThing extends Thing {
  count: number;
  type: unknown;
  weight: number;
}

/** What one row is read with. `settle` counts what the row was about where there are too many to name. */
export function createScene(about: {
  readonly laneId: string;
  readonly prefix: string;
  readonly names: Names;
  readonly attribution: Attribution;
  readonly story: Story;
  readonly transaction: Transaction;
}): Scene & { settle(): void } {
  const { story, transaction, attribution, names, laneId } = about;
  let passing: { readonly family: Family; readonly key: string; readonly thing: Thing } | null = null;

  function track<T extends Thing>(family: Family, key: string, thing: T): T {
    const made: Track = {
      key,
      family,
      id: eventId(laneId, story.key, key),
      thing,
      from: transaction.from,
      to: transaction.from,
      attribution,
      emitted: false,
    };
    story.tracks.set(key, made);
    transaction.touched.set(made, story);
    return thing;
  }

  function touch(known: Track): Thing {
    known.attribution = attribution;
    transaction.touched.set(known, story);
    return known.thing;
  }

  /** From now on things of this family are counted, those of this transaction with them. */
  function fold(family: Family): void {
    story.folded.add(family);
    for (const one of [...transaction.touched.keys()]) {
      if (one.family !== family || one.emitted) continue;
      const draft = one.thing.draft();
      if (draft !== null && draft.weight >= 9) continue;
      if (draft !== null) tally(family, draft);
      story.tracks.delete(one.key);
      transaction.touched.delete(one);
    }
  }

  function tally(family: Family, draft: Draft): void {
    const key = `many:${draft.kind}`;
    const known = story.tracks.get(key);
    const many = known === undefined ? track(family, key, makeMany(draft)) : (touch(known) as ManyThing);
    many.count += 1;
    many.weight = Math.max(many.weight, draft.weight);
    if (many.type !== draft.detail["type"]) many.type = null;
  }

  return {
    names,
    attribution,
    prefix: about.prefix,
    isFolded: (family) => story.folded.has(family),
    has: (key) => story.tracks.has(key),
    thing<T extends Thing>(family: Family, key: string, make: () => T): T {
      const known = story.tracks.get(key);
      // A key is always made by the same function: its thing is a T.
      if (known !== undefined) return touch(known) as T;
      if (passing?.key === key) return passing.thing as T;
      if (!story.folded.has(family)) {
        const count = (story.counts.get(family) ?? 0) + 1;
        story.counts.set(family, count);
        if (count <= mostThings) return track(family, key, make());
        fold(family);
      }
      const thing = make();
      passing = { family, key, thing };
      return thing;
    },
    beside<T extends Thing>(family: Family, key: string, make: () => T): T | null {
      const known = story.tracks.get(key);
      if (known !== undefined) return touch(known) as T;
      if (passing?.key === key) return passing.thing as T;
      return story.folded.has(family) ? null : this.thing(family, key, make);
    },
    settle() {
      const draft = passing?.thing.draft() ?? null;
      if (passing !== null && draft !== null) {
        const grave = draft.weight >= 9 && story.tracks.size < 4 * mostThings;
        if (grave) track(passing.family, passing.key, passing.thing);
        else tally(passing.family, draft);
      }
      passing = null;
    },
  };
}

function makeMany({ kind, detail, weight }: Draft): ManyThing {
  const many: ManyThing = {
    count: 0,
    type: detail["type"],
    weight,
    draft: () => ({
      kind: kind satisfies EventKind,
      subject: "",
      detail: { count: many.count, type: typeof many.type === "string" ? many.type : null },
      weight: many.weight,
    }),
  };
  return many;
}
