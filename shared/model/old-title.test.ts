import { expect, test } from "vitest";
import { subjectOfTitle } from "./old-title";

const at = "2026-03-12T14:03:13.000Z";

test("a journal from before subjects were kept is read by its titles", () => {
  expect(subjectOfTitle("rewind", `Rewind to ${at}`)).toEqual({ name: null, at });
  expect(subjectOfTitle("delete-version", `Delete the version of ${at}`)).toEqual({ name: null, at });
  expect(subjectOfTitle("create-site", "Create Blog")).toEqual({ name: "Blog", at: null });
  expect(subjectOfTitle("purge-site", "Remove Blog for good")).toEqual({ name: "Blog", at: null });
  expect(subjectOfTitle("checkpoint", "Take a version: Before")).toEqual({ name: "Before", at: null });
  expect(subjectOfTitle("checkpoint", "Take a version")).toEqual({ name: null, at: null });
  expect(subjectOfTitle("peek", "Peek at a version")).toEqual({ name: null, at: null });
  expect(subjectOfTitle("end-peek", "Close the peek")).toEqual({ name: null, at: null });
  expect(subjectOfTitle("rewind", "Something else")).toEqual({ name: null, at: null });
});
