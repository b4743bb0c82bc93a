import { expect, test } from "vitest";
import { defaultRecording } from "../../shared/model/recording-policy";
import { placeOfAge, zonesOf } from "./keeping";

const { retention } = defaultRecording;

test("the zones lie side by side from the oldest to the present", () => {
  const zones = zonesOf(retention, 1000);
  expect(zones.map(({ tier }) => tier)).toEqual(["weekly", "daily", "hourly", "everything"]);
  expect(zones[0]?.from).toBe(0);
  expect(zones.at(-1)?.to).toBeCloseTo(1000);
  for (const [index, zone] of zones.entries()) expect(zones[index + 1]?.from ?? zone.to).toBe(zone.to);
});

test("a tier that a denser one covers keeps nothing of its own", () => {
  const kept = (change: Partial<typeof retention>) =>
    zonesOf({ ...retention, ...change }, 1000).flatMap(({ tier, step }) => (step === null ? [] : [tier]));
  expect(kept({})).toEqual(["weekly", "daily", "hourly", "everything"]);
  expect(kept({ hourly: 0 })).toEqual(["weekly", "daily", "everything"]);
  expect(kept({ everything: 24 * 31 })).toEqual(["weekly", "everything"]);
});

test("an age lies in its own zone", () => {
  expect(placeOfAge(retention, 1000, 0)).toBeCloseTo(1000);
  expect(placeOfAge(retention, 1000, 1)).toBeCloseTo(832);
  expect(placeOfAge(retention, 1000, 30)).toBeCloseTo(325);
  expect(placeOfAge(retention, 1000, 365)).toBeCloseTo(0);
  expect(placeOfAge(retention, 1000, 4000)).toBe(0);
});
