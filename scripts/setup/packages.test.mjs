import { expect, test } from "vitest";
import { packagesAreCurrent } from "./packages.mjs";

const locked = {
  packages: {
    "": { name: "tidemark" },
    "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
    "node_modules/b": { version: "2.0.0", integrity: "sha512-b", optional: true, os: ["darwin"] },
  },
};
const installed = { packages: { "node_modules/a": { version: "1.0.0", integrity: "sha512-a" } } };

test("packages for another system may be absent", () => {
  expect(packagesAreCurrent(locked, installed)).toBe(true);
});

test("nothing installed is not current", () => {
  expect(packagesAreCurrent(locked, undefined)).toBe(false);
});

test("another version is not current", () => {
  expect(
    packagesAreCurrent(locked, { packages: { "node_modules/a": { version: "1.0.1", integrity: "sha512-c" } } }),
  ).toBe(false);
});

test("a package that was added since is not current", () => {
  const more = { packages: { ...locked.packages, "node_modules/c": { version: "1.0.0" } } };
  expect(packagesAreCurrent(more, installed)).toBe(false);
});

test("packages that are no longer wanted do no harm", () => {
  const extra = { packages: { ...installed.packages, "node_modules/z": { version: "9.0.0" } } };
  expect(packagesAreCurrent(locked, extra)).toBe(true);
});
