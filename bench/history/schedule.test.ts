import { describe, expect, it } from "vitest";
import { defaultRecording } from "../../shared/model/recording-policy";
import { newRandom } from "../seed/prose";
import { type Deed, happeningsOf, stretchesOf } from "./schedule";

const from = 1_800_000_000;
const at = (seconds: number, deed: Deed) => ({ at: from + seconds, deed });

describe("happeningsOf", () => {
  it("makes as many of each as asked for, in order of time", () => {
    const found = happeningsOf(from, { view: 20, edit: 4, comment: 3, update: 1 }, newRandom(1));
    expect(found).toHaveLength(28);
    expect(found.map((one) => one.at)).toEqual(found.map((one) => one.at).toSorted((a, b) => a - b));
    expect(found.filter(({ deed }) => deed === "edit")).toHaveLength(4);
  });
});

describe("stretchesOf", () => {
  it("takes a version at rest after an edit, right before an update, and by the hour where only noise was", () => {
    const happenings = [at(100, "edit"), at(500, "view"), at(5000, "update"), at(5001, "view")];
    const { stretches, rest } = stretchesOf(happenings, from, defaultRecording);
    expect(stretches.map((one) => [one.at - from, one.why, one.happenings.length])).toEqual([
      [120, "rest", 1],
      [3720, "noise", 1],
      [5000, "risk", 0],
      [5060, "rest", 2],
    ]);
    expect(rest).toEqual([]);
  });
});
