import { expect, test } from "vitest";
import { defaultRecording } from "../../shared/model/recording-policy";
import { changeOf, isDefault, isSame, withValue } from "./policy-draft";

test("only what was changed is sent", () => {
  const draft = { ...defaultRecording, automatic: false, retention: { ...defaultRecording.retention, daily: 90 } };
  expect(changeOf(defaultRecording, draft)).toEqual({ automatic: false, retention: { daily: 90 } });
  expect(changeOf(draft, draft)).toEqual({});
  expect(isSame(draft, { ...draft })).toBe(true);
  expect(isDefault(draft)).toBe(false);
  expect(changeOf(draft, defaultRecording)).toEqual({ automatic: true, retention: { daily: 30 } });
});

test("what is set is always among what is offered", () => {
  expect(withValue([10, 20, 60], 45)).toEqual([10, 20, 45, 60]);
  expect(withValue([10, 20], 20)).toEqual([10, 20]);
});
