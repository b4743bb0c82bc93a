import { describe, expect, it } from "vitest";
import type { Branch, Version } from "../../shared/model/site";
import { lastOfThePresent } from "./views";

const version = (id: string, laneId: string) => ({ id, laneId }) as Version;
const branch = (headLaneId: string, fromVersionId: string | null) =>
  ({
    headLaneId,
    lanes: [
      { id: "l1", fromVersionId: null },
      { id: headLaneId, fromVersionId },
    ],
  }) as unknown as Branch;

describe("the last version of a site", () => {
  it("is the newest of the lane it writes to", () => {
    expect(lastOfThePresent(branch("l1", null), [version("v1", "l1"), version("v2", "l1")])?.id).toBe("v2");
  });

  it("is the one it was rewound to, not what the rewind set aside", () => {
    const versions = [version("v1", "l1"), version("v2", "l1"), version("v3", "l1")];
    expect(lastOfThePresent(branch("l2", "v2"), versions)?.id).toBe("v2");
    expect(lastOfThePresent(branch("l2", "v2"), [...versions, version("v4", "l2")])?.id).toBe("v4");
  });

  it("is none where there is none", () => {
    expect(lastOfThePresent(branch("l1", null), [])).toBeNull();
    expect(lastOfThePresent(branch("l2", "gone"), [version("v1", "l1")])).toBeNull();
  });
});
