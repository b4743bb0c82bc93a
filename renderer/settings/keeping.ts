import type { RetentionPolicy } from "../../shared/model/recording-policy";

/** Pure: what a policy keeps, as a picture from the oldest on the left to the present. */

export type Tier = "weekly" | "daily" | "hourly" | "everything";

export interface Zone {
  readonly tier: Tier;
  /** Pixels from the left. */
  readonly from: number;
  readonly to: number;
  /** Pixels between two versions; null: the tier keeps nothing of its own. */
  readonly step: number | null;
}

/** Ages up to which a tier reaches, in days; what a denser one covers already is no longer its own. */
function reachOf(policy: RetentionPolicy): Readonly<Record<Tier, number>> {
  const everything = policy.everything / 24;
  const hourly = Math.max(everything, policy.hourly);
  const daily = Math.max(hourly, policy.daily);
  return { everything, hourly, daily, weekly: Math.max(daily, policy.weekly) };
}

/** The zones stand where they are, however long they last: what changes is seen in its place. */
const widths = { weekly: 0.325, daily: 0.283, hourly: 0.224, everything: 0.168 } as const;
const steps = { weekly: 15.5, daily: 7, hourly: 3.4, everything: 1.7 } as const;
const order: readonly Tier[] = ["weekly", "daily", "hourly", "everything"];

export function zonesOf(policy: RetentionPolicy, width: number): readonly Zone[] {
  const reach = reachOf(policy);
  const before = { everything: 0, hourly: reach.everything, daily: reach.hourly, weekly: reach.daily };
  let from = 0;
  return order.map((tier) => {
    const to = from + widths[tier] * width;
    const zone = { tier, from, to, step: reach[tier] > before[tier] ? steps[tier] : null };
    from = to;
    return zone;
  });
}

/** Where an age of so many days lies: in its zone's own time. */
export function placeOfAge(policy: RetentionPolicy, width: number, days: number): number {
  const reach = reachOf(policy);
  const zones = zonesOf(policy, width);
  let younger = 0;
  for (const { tier, from, to } of zones.toReversed()) {
    const older = reach[tier];
    if (older > younger && days <= older) return to - ((to - from) * (days - younger)) / (older - younger);
    younger = Math.max(younger, older);
  }
  return 0;
}
