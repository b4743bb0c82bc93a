import { expect, test } from "vitest";
import { defaultRecording } from "../../shared/model/recording-policy";
import { dueVersion, type SinceVersion } from "./auto-version";

const now = Date.parse("2026-03-12T14:00:00.000Z");
const ago = (seconds: number) => now - seconds * 1000;
const since = (some: Partial<SinceVersion>): SinceVersion => ({
  versionAt: ago(3000),
  rows: 0,
  noise: 0,
  changedAt: null,
  ...some,
});
const due = (some: Partial<SinceVersion>, policy = defaultRecording) => dueVersion(since(some), policy, now);

test("nothing happened: no version, however long ago the last one is", () => {
  expect(due({ versionAt: 0 })).toBeNull();
});

test("a burst that is over is kept once it has rested", () => {
  expect(due({ rows: 3, changedAt: ago(19), versionAt: ago(100) })).toBeNull();
  expect(due({ rows: 3, changedAt: ago(20), versionAt: ago(100) })).toBe("rest");
});

test("bursts that follow one another closely are one", () => {
  expect(due({ rows: 3, changedAt: ago(25), versionAt: ago(40) })).toBeNull();
  expect(due({ rows: 3, changedAt: ago(40), versionAt: ago(60) })).toBe("rest");
});

test("while changes go on a version is taken every five minutes", () => {
  expect(due({ rows: 90, changedAt: ago(1), versionAt: ago(299) })).toBeNull();
  expect(due({ rows: 90, changedAt: ago(1), versionAt: ago(300) })).toBe("busy");
});

test("only caches and schedules changed: by the hour, or never where that was chosen", () => {
  expect(due({ noise: 900, versionAt: ago(3599) })).toBeNull();
  expect(due({ noise: 900, versionAt: ago(3600) })).toBe("noise");
  expect(due({ noise: 900, versionAt: ago(90_000) }, { ...defaultRecording, noiseSeconds: 0 })).toBeNull();
});

test("switched off, none takes itself", () => {
  expect(due({ rows: 9, changedAt: ago(60) }, { ...defaultRecording, automatic: false })).toBeNull();
});
