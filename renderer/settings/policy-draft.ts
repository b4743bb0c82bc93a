import {
  defaultRecording,
  type RecordingChoice,
  type RecordingPolicy,
  type RetentionPolicy,
} from "../../shared/model/recording-policy";

/** Pure: what was changed in the form, and what it offers. */

/** Only what differs, so that the rest goes on following the default. */
export function changeOf(saved: RecordingPolicy, draft: RecordingPolicy): RecordingChoice {
  const { retention, ...rest } = draft;
  const change: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(rest)) {
    if (saved[name as keyof typeof rest] !== value) change[name] = value;
  }
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(retention)) {
    if (saved.retention[name as keyof RetentionPolicy] !== value) kept[name] = value;
  }
  return { ...change, ...(Object.keys(kept).length === 0 ? {} : { retention: kept }) };
}

export const isSame = (one: RecordingPolicy, other: RecordingPolicy) => Object.keys(changeOf(one, other)).length === 0;

export const isDefault = (draft: RecordingPolicy) => isSame(defaultRecording, draft);

/** What is offered, with what is set now where that is something else. */
export function withValue(offered: readonly number[], value: number): readonly number[] {
  return offered.includes(value) ? offered : [...offered, value].toSorted((one, other) => one - other);
}

const budgets = [0.25, 0.5, 1, 2, 3, 5, 10, 20, 50, 100, 200].map((gigabytes) => gigabytes * 1e9);

/** What the slider for the room of a history stops at, in bytes, smallest first; null, the last, is no limit. */
export function budgetSteps(now: number | null): readonly (number | null)[] {
  return [...(now === null ? budgets : withValue(budgets, now)), null];
}
