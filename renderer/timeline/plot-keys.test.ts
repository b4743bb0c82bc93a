import { expect, test } from "vitest";
import { plotKeyOf } from "./plot-keys";

const press = (key: string, more: { readonly shiftKey?: boolean; readonly ctrlKey?: boolean } = {}) =>
  plotKeyOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });

test("arrows go from version to version, with Shift from event to event", () => {
  expect(press("ArrowLeft")).toEqual({ kind: "step", direction: "left" });
  expect(press("ArrowLeft", { shiftKey: true })).toEqual({ kind: "event", by: -1 });
  expect(press("ArrowRight", { shiftKey: true })).toEqual({ kind: "event", by: 1 });
  expect(press(".")).toEqual({ kind: "step", direction: "special-right" });
});

test("letters act, in capitals too, and the browser's own shortcuts stay its own", () => {
  expect(press("R")).toEqual({ kind: "act", action: "rewind" });
  expect(press("r", { ctrlKey: true })).toBeNull();
  expect(press("q")).toBeNull();
});
