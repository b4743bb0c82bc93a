import { expect, test } from "vitest";
import type { SiteDetail } from "../../shared/model/views";
import { demoStep, freeBranchName } from "./demo-step";

const detail = (main: { state: string; lanes: number }, ...others: readonly string[]) =>
  // Only what is looked at.
  ({
    branches: [
      { kind: "main", name: "main", state: main.state, lanes: Array.from({ length: main.lanes }) },
      ...others.map((name) => ({ kind: "branch", name, state: "running", lanes: [{}] })),
    ],
  }) as unknown as SiteDetail;

test("the demo goes from breaking over rewinding to branching", () => {
  expect(demoStep(detail({ state: "running", lanes: 1 }))).toBe("break");
  expect(demoStep(detail({ state: "failing", lanes: 1 }))).toBe("rewind");
  expect(demoStep(detail({ state: "running", lanes: 2 }))).toBe("branch");
  expect(demoStep(detail({ state: "running", lanes: 2 }, "try-it"))).toBe("done");
});

test("broken once more it is to be rewound once more", () => {
  expect(demoStep(detail({ state: "failing", lanes: 3 }))).toBe("rewind");
});

test("a branch gets the first free name", () => {
  expect(freeBranchName(detail({ state: "running", lanes: 1 }), "try-it")).toBe("try-it");
  expect(freeBranchName(detail({ state: "running", lanes: 1 }, "try-it", "try-it-2"), "try-it")).toBe("try-it-3");
});
