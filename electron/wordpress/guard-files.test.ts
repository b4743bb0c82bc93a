import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { GuardSettings } from "../core/ports";
import { branchFiles, readGuard, siteFiles } from "./guard-files";

const secrets = { databaseRoot: "R", databaseTidemark: "T", databaseSite: "S", guard: "G", adminPassword: "A" };
const settings: GuardSettings = {
  siteId: "s",
  branchId: "b",
  laneId: "l",
  branchName: "draft",
  canonical: "https://example.com",
  origin: "http://draft--x.localhost:8080",
  routerPort: 8080,
  kind: "branch",
  quarantined: true,
  beforeRisks: true,
  secrets,
};

test("only the site's user can read secrets, only root can write the guard", () => {
  const guard = readGuard(fileURLToPath(new URL("../../assets", import.meta.url)));
  const files = [...guard, ...siteFiles(settings), ...branchFiles(settings)];
  for (const { path, content, mode, uid } of files) {
    const secret = path.startsWith("/tidemark/secrets/");
    expect([path, uid, mode]).toEqual([path, secret ? 33 : 0, path.endsWith("key.pem") || secret ? 0o400 : 0o644]);
    if (!secret) expect(["R", "T", "S", "G", "A"]).not.toContain(content.toString());
  }
  expect(files.map(({ path }) => path)).toContain("/tidemark/guard/guard.php");
  expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
});

test("a branch's settings say whether its guard asks, and hold no secret", () => {
  const about = (beforeRisks: boolean) => {
    const file = branchFiles({ ...settings, beforeRisks }).find(({ path }) => path.endsWith("/settings.json"));
    return JSON.parse(file?.content.toString() ?? "null");
  };
  expect(about(false)).toMatchObject({ laneId: "l", beforeRisks: false });
  expect(about(true)).toMatchObject({ beforeRisks: true });
  expect(about(true)).not.toHaveProperty("secrets");
});

test("nothing a site is called can add a line to Apache's settings", () => {
  fc.assert(
    fc.property(fc.webUrl({ withFragments: false, withQueryParameters: false }), (canonical) => {
      const texts = [...siteFiles({ ...settings, canonical }), ...branchFiles({ ...settings, canonical })];
      for (const { path, content } of texts.filter(({ path: name }) => /htaccess|\.conf$/.test(name))) {
        for (const line of content.toString().split("\n")) {
          expect([path, (line.match(/(?<!\\)"/g)?.length ?? 0) % 2]).toEqual([path, 0]);
        }
      }
    }),
  );
});
