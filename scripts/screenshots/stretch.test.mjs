import { expect, test } from "vitest";
import { moved } from "./stretch.mjs";

const at = (text) => Date.parse(`2026-03-12T${text}Z`);
const chapters = [
  { from: at("10:00:00"), to: at("01:00:00") },
  { from: at("10:00:30"), to: at("07:00:00") },
];

test("an instant keeps its distance from the beginning of its chapter", () => {
  expect(moved("2026-03-12T10:00:12.500Z", chapters)).toBe("2026-03-12T01:00:12.500Z");
  expect(moved("2026-03-12T10:00:30.000Z", chapters)).toBe("2026-03-12T07:00:00.000Z");
});

test("what is older than the story stays where it is", () => {
  expect(moved("2026-03-12T09:59:59.999Z", chapters)).toBe("2026-03-12T09:59:59.999Z");
});
