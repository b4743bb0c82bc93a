import { describe, expect, it } from "vitest";
import { newId } from "../../../shared/ids";
import type { Branch, Site } from "../../../shared/model/site";
import type { DriverName } from "../keeper";
import { findStores } from "../open-store";
import { laneRecord, useStore, versionRecord } from "./fixture";

const at = "2026-05-01T12:00:00.000Z";

const hostile = `'; DROP TABLE x; -- "$(rm -rf /)" <script>\\u0000 ../.. 🌊`;

export function recordsContract(driver: DriverName): void {
  describe("records", () => {
    const stores = useStore(driver);

    it("come back as they were written, whatever a person typed", async () => {
      const test = stores.current;
      const site = siteRecord(newId("s"), hostile);
      const branch = branchRecord(newId("b"), site.id);
      await test.store.writeSite(site, test.signal);
      await test.store.writeBranch(branch, test.signal);
      const contents = await test.store.readAll(test.signal);
      expect(contents.sites).toEqual([site]);
      expect(contents.branches).toEqual([branch]);
      expect(await findStores(test.docker, test.signal)).toContainEqual({
        instance: test.instance,
        sites: [hostile],
      });
      await test.store.removeBranch(branch.id, test.signal);
      await test.store.removeSite(site.id, test.signal);
      await test.store.removeSite(site.id, test.signal);
      expect(await test.store.readAll(test.signal)).toMatchObject({ sites: [], branches: [] });
    });

    it("keep secrets in a file that only the keeper's root reads", async () => {
      const test = stores.current;
      const id = newId("s");
      const secrets = { databaseRoot: "a", databaseTidemark: "b", databaseSite: "c", guard: "d", adminPassword: null };
      await test.store.writeSecrets(id, secrets, test.signal);
      expect(await test.store.readSecrets(id, test.signal)).toEqual(secrets);
      expect(await test.run("stat", "-c", "%a %u", `/store/secrets/${id}.json`)).toBe("600 0");
      const absent = test.store.readSecrets(newId("s"), test.signal);
      await expect(absent).rejects.toMatchObject({ code: "not-found" });
    });

    it("are replaced as a whole", async () => {
      const test = stores.current;
      const lane = await test.lane();
      const id = await test.version(lane);
      const version = versionRecord(id, lane, { label: hostile, pinned: true });
      await test.store.rewriteRecord(id, { kind: "version", version }, test.signal);
      expect((await test.store.readAll(test.signal)).versions).toEqual([version]);
    });

    it("that can't be understood are said to be unreadable, and the others are read", async () => {
      const test = stores.current;
      const lane = await test.lane();
      const broken = await test.version(lane);
      const lost = await test.version(lane);
      const fine = await test.version(lane);
      await test.run("cp", "/dev/null", `/store/live/${broken}/about.json`);
      await test.run("rm", `/store/live/${lost}/about.json`);
      const contents = await test.store.readAll(test.signal);
      expect(contents.unreadable.map(({ path }) => path).sort()).toEqual(
        [`live/${broken}/about.json`, `live/${lost}/about.json`].sort(),
      );
      expect(contents.versions.map(({ id }) => id)).toContain(fine);
    });
  });
}

function siteRecord(id: string, title: string): Site {
  return {
    id,
    title,
    slug: "blog",
    canonical: "http://blog.localhost",
    born: "here",
    software: { wordpress: "6.5", php: "8.2", mariadb: "10.11" },
    adminUser: "admin",
    tablePrefix: "wp_",
    createdAt: at,
    trashedAt: null,
  };
}

function branchRecord(id: string, siteId: string): Branch {
  const headLaneId = newId("l");
  return {
    id,
    siteId,
    kind: "main",
    name: "main",
    headLaneId,
    lanes: [laneRecord(headLaneId)],
    from: null,
    wanted: "running",
    quarantined: false,
    durable: false,
    createdAt: at,
    trashedAt: null,
    expiresAt: null,
  };
}
