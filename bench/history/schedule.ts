import type { RecordingPolicy } from "../../shared/model/recording-policy";
import { dueVersion } from "../../electron/recording/auto-version";
import type { Random } from "../seed/prose";

export type Deed = "view" | "edit" | "comment" | "update";

export interface Happening {
  /** Seconds since the epoch. */
  readonly at: number;
  readonly deed: Deed;
}

/** What happens before a version, and when and why that is taken. */
export interface Stretch {
  readonly happenings: readonly Happening[];
  readonly at: number;
  readonly why: "rest" | "busy" | "noise" | "risk";
}

export const daySeconds = 86_400;

/** Visitors come around the clock and mostly in the evening; who works on the site does so from 8 to 18. In order of time. */
export function happeningsOf(
  from: number,
  counts: Readonly<Record<Deed, number>>,
  random: Random,
): readonly Happening[] {
  const anyTime = () => Math.floor(daySeconds * (random() < 0.3 ? random() : 0.3 + 0.65 * Math.sqrt(random())));
  const atWork = () => (8 + 10 * random()) * 3600;
  const when: Readonly<Record<Deed, () => number>> = { view: anyTime, comment: anyTime, edit: atWork, update: atWork };
  const all = (["view", "edit", "comment", "update"] as const).flatMap((deed) =>
    Array.from({ length: counts[deed] }, () => ({ at: from + Math.floor(when[deed]()), deed })),
  );
  return all.sort((a, b) => a.at - b.at);
}

/** Cuts what happens where versions take themselves, by the same rule that takes them; what is left over follows in `rest`. */
export function stretchesOf(
  happenings: readonly Happening[],
  versionAt: number,
  policy: RecordingPolicy,
): { readonly stretches: readonly Stretch[]; readonly rest: readonly Happening[] } {
  const stretches: Stretch[] = [];
  let since = { versionAt: versionAt * 1000, rows: 0, noise: 0, changedAt: null as number | null };
  let open: Happening[] = [];
  const cut = (at: number, why: Stretch["why"]) => {
    stretches.push({ happenings: open, at, why });
    open = [];
    since = { versionAt: at * 1000, rows: 0, noise: 0, changedAt: null };
  };
  for (const [index, happening] of happenings.entries()) {
    const { at, deed } = happening;
    if (deed === "update" && policy.beforeRisks) cut(at, "risk");
    open.push(happening);
    if (deed === "view") since = { ...since, noise: since.noise + 1 };
    else since = { ...since, rows: since.rows + 1, changedAt: at * 1000 };
    const next = happenings[index + 1]?.at ?? at + 3600;
    for (let second = at + 1; second < next; second++) {
      const why = dueVersion(since, policy, second * 1000);
      if (why !== null) cut(second, why);
    }
  }
  return { stretches, rest: open };
}
