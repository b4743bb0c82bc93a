import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Operation, OperationSubject } from "../../shared/model/operation";
import { words } from "../words";
import { operationTitle, presentTitle } from "./operation-title";

const at = new Date(2026, 2, 12, 14, 3, 13);
const now = new Date(2026, 2, 12, 16, 42, 7).getTime();
const operation = (
  kind: Operation["kind"],
  subject: Partial<OperationSubject>,
  state: Operation["state"],
): Operation => ({
  id: "o1",
  kind,
  title: "",
  subject: { name: null, at: null, ...subject },
  siteId: null,
  branchId: null,
  versionId: null,
  state,
  cancellable: false,
  undoable: false,
  steps: [],
  createdAt: at.toISOString(),
  landedAt: state === "done" ? at.toISOString() : null,
  endedAt: state === "running" ? null : at.toISOString(),
  error: null,
  result: null,
});

const rewindTo = { at: at.toISOString() };

test("a title follows the operation's state, in the time zone of this computer", () => {
  expect(operationTitle(operation("rewind", rewindTo, "running"), now)).toBe("Rewinding to 14:03:13");
  expect(operationTitle(operation("rewind", rewindTo, "done"), now)).toBe("Back at 14:03:13");
  expect(operationTitle(operation("rewind", rewindTo, "failed"), now)).toBe("Rewind to 14:03:13");
});

test("what has landed is only being tidied up", () => {
  const exporting = operation("export-site", { name: "Blog" }, "running");
  expect(presentTitle({ ...exporting, landedAt: at.toISOString() }, now)).toBe("Tidying up");
  expect(presentTitle(exporting, now)).toBe("Exporting Blog");
});

test("another day is named", () => {
  const later = new Date(2026, 2, 14).getTime();
  expect(operationTitle(operation("peek", rewindTo, "done"), later)).toBe("Peek open at Thu 12 Mar, 14:03:13");
});

test("what goes to a second reads like what goes to a version", () => {
  const second = { at: new Date(2026, 2, 12, 14, 2, 48).toISOString() };
  expect(operationTitle(operation("rewind", second, "running"), now)).toBe("Rewinding to 14:02:48");
  expect(operationTitle(operation("peek", second, "done"), now)).toBe("Peek open at 14:02:48");
  const branch = { name: "draft", ...second };
  expect(operationTitle(operation("branch", branch, "done"), now)).toBe("Made the branch draft from 14:02:48");
  expect(operationTitle(operation("branch", { name: "draft" }, "running"), now)).toBe("Making the branch draft");
});

test("an operation from the journal of an older Tidemark reads the same", () => {
  const { subject: _, ...rest } = operation("rewind", {}, "running");
  const old = { ...rest, title: `Rewind to ${at.toISOString()}` };
  expect(operationTitle(old, now)).toBe("Rewinding to 14:03:13");
  expect(operationTitle({ ...old, title: "Something else" }, now)).toBe("Rewinding to a version");
});

test("every step the host has is in the catalogue", async () => {
  const folder = fileURLToPath(new URL("../../electron/core/", import.meta.url));
  const sources = (await readdir(folder)).filter((name) => name.endsWith(".ts") && !name.includes(".test."));
  const texts = await Promise.all(sources.map((name) => readFile(`${folder}${name}`, "utf8")));
  const labels = texts.flatMap((text) => [...text.matchAll(/\blabel: "([^"]+)"/g)].map(([, label]) => label ?? ""));
  expect(labels.length).toBeGreaterThan(20);
  expect(labels.filter((label) => !(label in words.operations.steps))).toEqual([]);
});
