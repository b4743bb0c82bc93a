import { describe, expect, it } from "vitest";
import { countCrashes } from "./crashes";

describe("countCrashes", () => {
  it("has the page loaded again three times a minute, then gives up", () => {
    const crashes = countCrashes();
    expect([0, 1_000, 2_000, 3_000].map((at) => crashes.another(at))).toEqual([
      "reload",
      "reload",
      "reload",
      "give-up",
    ]);
  });

  it("counts no crash that is long past", () => {
    const crashes = countCrashes();
    expect([0, 30_000, 61_000, 92_000, 123_000].map((at) => crashes.another(at))).not.toContain("give-up");
  });

  it("begins anew when the person wants it tried again", () => {
    const crashes = countCrashes();
    for (const at of [0, 1, 2, 3]) crashes.another(at);
    crashes.forget();
    expect(crashes.another(4)).toBe("reload");
  });
});
