import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { feeds, notesOf, problemsIn } from "./release-files.mjs";

describe("the files of a release", () => {
  let folder;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tidemark-release-"));
    for (const name of feeds) put(name, `${name}.bin`, "content");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function put(feed, file, content, version = "0.2.0") {
    const sum = createHash("sha512").update("content").digest("base64");
    writeFileSync(join(folder, file), content);
    writeFileSync(
      join(folder, feed),
      `version: ${version}\nfiles:\n  - url: ${file}\n    sha512: ${sum}\n    size: 7\n`,
    );
  }

  it("are complete when each feed's files are there as it says", () => {
    expect(problemsIn(folder, "0.2.0")).toEqual([]);
  });

  it("are not published without a system, a file, or with another's content or version", () => {
    rmSync(join(folder, "latest-mac.yml"));
    rmSync(join(folder, "latest-linux.yml.bin"));
    put("latest.yml", "latest.yml.bin", "tampered");
    put("latest-linux-arm64.yml", "arm64.bin", "content", "0.1.0");
    expect(problemsIn(folder, "0.2.0").toSorted((a, b) => a.localeCompare(b))).toEqual([
      "latest-linux-arm64.yml is of version 0.1.0, not 0.2.0",
      "latest-linux.yml names latest-linux.yml.bin, which is not there",
      "latest-mac.yml is missing",
      "latest.yml.bin is not what latest.yml says",
    ]);
  });
});

describe("the notes of a release", () => {
  const changelog =
    "# Changelog\n\n## [0.2.0](https://x/compare) (2026-12-01)\n\n### Features\n\n* peeks\n\n## 0.1.0 (2026-11-21)\n\nThe first.\n";

  it("are its part of the changelog", () => {
    expect(notesOf(changelog, "0.2.0")).toBe("### Features\n\n* peeks");
    expect(notesOf(changelog, "0.1.0")).toBe("The first.");
  });

  it("have to be there", () => expect(() => notesOf(changelog, "0.2.1")).toThrow(/nothing of 0\.2\.1/));
});
