import { expect, it } from "vitest";
import { whyNotNow } from "./state.mjs";

const ready = {
  undated: false,
  branch: "main",
  changed: [],
  behind: 0,
  unreleased: ["docs: typo", "fix(store): keep versions when stat fails"],
};

it("lets a clean, current main with something new be released", () => {
  expect(whyNotNow(ready)).toEqual([]);
});

it.each([
  [{ branch: "try" }, /on main/],
  [{ changed: [" M README.md"] }, /not committed \(1 files\)/],
  [{ behind: 2 }, /2 commits/],
  [{ undated: true }, /put its date/],
  [{ unreleased: ["docs: typo", "test: more"] }, /nothing that a user would notice/],
])("refuses otherwise: %j", (difference, reason) => {
  expect(whyNotNow({ ...ready, ...difference }).join()).toMatch(reason);
});

it("takes a breaking change of any type for noticed", () => {
  expect(whyNotNow({ ...ready, unreleased: ["build!: Node 26"] })).toEqual([]);
});
