import { describe, expect, it } from "vitest";
import type { Branch, Cause, Version } from "../../shared/model/site";
import { lastGood, lastOfThePresent } from "./views";

const version = (id: string, laneId: string, parentId: string | null = null, cause: Cause = { kind: "manual" }) =>
  ({ id, laneId, parentId, cause }) as Version;
const branch = (headLaneId: string, fromVersionId: string | null) =>
  ({
    headLaneId,
    lanes: [
      { id: "l1", fromVersionId: null },
      { id: headLaneId, fromVersionId },
    ],
  }) as unknown as Branch;

describe("the last version of a site", () => {
  const [first, second] = [version("v1", "l1"), version("v2", "l1", "v1")];
  const kept = version("v3", "l1", "v2", { kind: "before", action: "rewind" });
  const aside = version("v4", "l1", "v3", { kind: "set-aside" });

  it("is the newest of the lane it writes to", () => {
    expect(lastOfThePresent(branch("l1", null), [first, second])?.id).toBe("v2");
  });

  it("is the one it was rewound to, not what the rewind kept", () => {
    const rewound = branch("l2", "v2");
    expect(lastOfThePresent(rewound, [first, second, kept, aside])?.id).toBe("v2");
    expect(lastOfThePresent(rewound, [first, second, kept, aside, version("v5", "l2", "v2")])?.id).toBe("v5");
  });

  it("is the one before the rewind once that is taken back", () => {
    expect(lastOfThePresent(branch("l3", "v4"), [first, second, kept, aside])?.id).toBe("v2");
  });

  it("is what a rewind kept where there is nothing else", () => {
    const alone = version("v9", "l1", null, { kind: "set-aside" });
    expect(lastOfThePresent(branch("l2", "v9"), [alone])?.id).toBe("v9");
  });

  it("is one from before an instant, where there is one", () => {
    const at = (one: Version, minute: number) => ({ ...one, at: `2026-03-12T10:0${minute}:00.000Z` });
    const versions = [at(first, 1), at(second, 5)];
    expect(lastOfThePresent(branch("l1", null), versions, "2026-03-12T10:03:00.000Z")?.id).toBe("v1");
    expect(lastOfThePresent(branch("l1", null), versions, "2026-03-12T10:00:00.000Z")?.id).toBe("v2");
  });

  it("is found beyond versions that were dropped in between", () => {
    const at = (one: Version, hour: number) => ({ ...one, at: `2026-03-12T1${hour}:00:00.000Z` });
    const good = at(version("v1", "l1"), 0);
    const aside = at(version("v3", "l1", "v2", { kind: "set-aside" }), 2);
    const versions = [good, aside, at(version("v6", "l2", "v5"), 4), at(version("v8", "l2", "v7"), 5)];
    const noon = "2026-03-12T13:00:00.000Z";
    expect(lastOfThePresent(branch("l2", "v1"), versions, "2026-03-12T14:30:00.000Z")?.id).toBe("v6");
    expect(lastOfThePresent(branch("l2", "v1"), versions, noon)?.id).toBe("v1");
    expect(lastOfThePresent(branch("l2", "gone"), versions, noon)?.id).toBe("v8");
  });

  it("that is good is from when the page answered well, or from just before the risk that broke it", () => {
    const at = (one: Version, second: number) => ({ ...one, at: `2026-03-12T10:00:0${second}.000Z` });
    const update = { deed: "plugin-update", subject: "x", from: "1", to: "2", count: null } as const;
    const calm = at(version("v1", "l1"), 1);
    const risk = at(version("v2", "l1", "v1", { kind: "risk", risk: update }), 3);
    const broken = at(version("v3", "l1", "v2", { kind: "automatic", why: "rest" }), 5);
    const seen = ["2026-03-12T10:00:06.000Z", "2026-03-12T10:00:02.000Z"] as const;
    expect(lastGood(branch("l1", null), [calm, risk, broken], ...seen)?.id).toBe("v2");
    const unasked = [calm, at(version("v3", "l1", "v1", { kind: "automatic", why: "rest" }), 5)];
    expect(lastGood(branch("l1", null), unasked, ...seen)?.id).toBe("v1");
    expect(lastGood(branch("l1", null), unasked, seen[0], null)?.id).toBe("v3");
  });

  it("is none where there is none", () => {
    expect(lastOfThePresent(branch("l1", null), [])).toBeNull();
    expect(lastOfThePresent(branch("l2", "gone"), [first])).toBeNull();
  });
});
