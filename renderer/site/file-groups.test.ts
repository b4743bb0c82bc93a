import { expect, test } from "vitest";
import type { FileGroup } from "../../shared/model/recording";
import { filesTotal, groupName, groupValue, unchangedKinds } from "./file-groups";

const group = (patch: Partial<FileGroup>): FileGroup => ({
  kind: "plugin",
  name: null,
  fromRelease: null,
  toRelease: null,
  added: 0,
  changed: 0,
  removed: 0,
  bytes: 0,
  files: [],
  ...patch,
});

test("a release says more than the number of its files", () => {
  const updated = group({ name: "WooCommerce", fromRelease: "9.1.4", toRelease: "9.2.0", changed: 1418 });
  expect(groupName(updated)).toBe("WooCommerce");
  expect(groupValue(updated)).toBe("9.1.4 to 9.2.0");
  expect(groupValue(group({ name: "Akismet", toRelease: "5.3", added: 40 }))).toBe("5.3 is new");
});

test("files that came, changed and went are counted, what is nought is left out", () => {
  expect(groupName(group({ kind: "uploads" }))).toBe("Uploads");
  expect(groupValue(group({ added: 4, removed: 1 }))).toBe("4 added, 1 removed");
});

test("the total has its sign, and what did not change is named", () => {
  const groups = [group({ bytes: 6.2e6 }), group({ kind: "uploads", bytes: -9e6 })];
  expect(filesTotal(groups)).toBe("−2.8 MB");
  expect(filesTotal([group({ bytes: 6.2e6 })])).toBe("+6.2 MB");
  expect(unchangedKinds(groups)).toEqual(["themes", "WordPress"]);
});
