import { describe, expect, it } from "vitest";
import { builderArguments, feedOf, readPackageArguments } from "./arguments.mjs";

const plain = readPackageArguments([]);

describe("npm run package", () => {
  it("packs an unpacked app, and publishes nothing, unless told otherwise", () => {
    expect(builderArguments(plain, {})).toEqual(["--dir", "--publish=never"]);
  });

  it("makes what users install for a release", () => {
    const options = readPackageArguments(["--release", "--out", "/tmp/x"]);
    expect(builderArguments(options, {})).toEqual(["--config.directories.output=/tmp/x", "--publish=never"]);
  });

  it("packs the repository's own releases as the feed where it is packed by them, and uploads nothing itself", () => {
    const args = builderArguments(readPackageArguments(["--release"]), { GITHUB_REPOSITORY: "acme/tidemark" });
    expect(args).toContain("--config.publish.provider=github");
    expect(args).toContain("--config.publish.owner=acme");
    expect(args).toContain("--config.extraMetadata.homepage=https://github.com/acme/tidemark");
    expect(args).toContain("--publish=never");
  });

  it("prefers a feed of one's own", () => {
    const env = { GITHUB_REPOSITORY: "acme/tidemark", TIDEMARK_UPDATE_FEED: "https://updates.acme.example/tidemark/" };
    expect(feedOf(env)).toEqual({ provider: "generic", url: "https://updates.acme.example/tidemark/" });
  });

  it.each(["http://updates.example/", "file:///tmp/feed", "nonsense"])(
    "packs no feed that could be forged: %s",
    (address) => {
      expect(() => feedOf({ TIDEMARK_UPDATE_FEED: address })).toThrow();
    },
  );

  it.each([[["--electron-dist"]], [["--electron-dist", "--release"]], [["--nonsense"]]])(
    "says how it is used instead of guessing: %j",
    (args) => expect(() => readPackageArguments(args)).toThrow(/npm run package/),
  );
});
