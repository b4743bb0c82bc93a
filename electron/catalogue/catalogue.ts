import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import { z } from "zod";
import { Branch, Site, Version } from "../../shared/model/site";
import type { Catalogue, StoreContents, VolumeId } from "../core/ports";
import { atomically } from "./atomically";
import { catalogueSchema, openTables } from "./schema";

type Size = { readonly own: number; readonly total: number };
const SizeRow = z.object({ id: z.string(), own: z.int(), total: z.int() });
const JsonRow = z.object({ json: z.string() });

/** The catalogue in one SQLite file. Every call is synchronous and short. */
export class SqliteCatalogue implements Catalogue {
  readonly #database: DatabaseSync;
  /** Where a broken file was put when this one took its place. */
  readonly brokenPath: string | null;

  constructor(path: string) {
    const { database, brokenPath } = openTables(path, catalogueSchema);
    this.#database = database;
    this.brokenPath = brokenPath;
  }

  /** Replaces everything by what the store holds; measured sizes of what is still there are kept. */
  rebuild(contents: StoreContents): void {
    atomically(this.#database, () => {
      this.#database.exec("DELETE FROM site; DELETE FROM branch; DELETE FROM version");
      contents.sites.forEach((site) => this.putSite(site));
      contents.branches.forEach((branch) => this.putBranch(branch));
      contents.versions.forEach((version) => this.putVersion(version));
      this.#dropStraySizes();
    });
  }

  putSite(site: Site): void {
    this.#run("INSERT OR REPLACE INTO site (id, json) VALUES (?, ?)", site.id, JSON.stringify(site));
  }

  putBranch(branch: Branch): void {
    const { id, siteId, createdAt } = branch;
    const sql = "INSERT OR REPLACE INTO branch (id, site_id, created_at, json) VALUES (?, ?, ?, ?)";
    this.#run(sql, id, siteId, createdAt, JSON.stringify(branch));
  }

  putVersion(version: Version): void {
    const { id, siteId, branchId, at } = version;
    // An upsert keeps the rowid, and with it the order of versions of the same millisecond.
    const sql = `INSERT INTO version (id, site_id, branch_id, at, json) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET branch_id = excluded.branch_id, at = excluded.at, json = excluded.json`;
    this.#run(sql, id, siteId, branchId, at, JSON.stringify(version));
  }

  removeSite(id: string): void {
    atomically(this.#database, () => {
      this.#run("DELETE FROM version WHERE site_id = ?", id);
      this.#run("DELETE FROM branch WHERE site_id = ?", id);
      this.#run("DELETE FROM site WHERE id = ?", id);
      this.#dropStraySizes();
    });
  }

  /** Its versions stay: others may have been branched from them. */
  removeBranch(id: string): void {
    this.#run("DELETE FROM branch WHERE id = ?", id);
  }

  removeVersion(id: string): void {
    this.#run("DELETE FROM version WHERE id = ?", id);
    this.#run("DELETE FROM size WHERE id = ?", id);
  }

  sites(): readonly Site[] {
    return this.#read(Site, "SELECT json FROM site ORDER BY json ->> 'createdAt', id");
  }

  site(id: string): Site | null {
    return this.#read(Site, "SELECT json FROM site WHERE id = ?", id)[0] ?? null;
  }

  /** Oldest first. */
  branches(siteId: string): readonly Branch[] {
    return this.#read(Branch, "SELECT json FROM branch WHERE site_id = ? ORDER BY created_at, id", siteId);
  }

  branch(id: string): Branch | null {
    return this.#read(Branch, "SELECT json FROM branch WHERE id = ?", id)[0] ?? null;
  }

  versions(siteId: string): readonly Version[] {
    return this.#read(Version, "SELECT json FROM version WHERE site_id = ? ORDER BY at, rowid", siteId);
  }

  version(id: string): Version | null {
    return this.#read(Version, "SELECT json FROM version WHERE id = ?", id)[0] ?? null;
  }

  setSize(id: VolumeId, size: Size): void {
    this.#run("INSERT OR REPLACE INTO size (id, own, total) VALUES (?, ?, ?)", id, size.own, size.total);
  }

  /** Of the site's versions and lanes, as far as they have been measured. */
  sizes(siteId: string): ReadonlyMap<VolumeId, Size> {
    const rows = this.#database
      .prepare(
        `SELECT id, own, total FROM size WHERE id IN (
           SELECT id FROM version WHERE site_id = ?1
           UNION ALL
           SELECT lane.value ->> 'id' FROM branch, json_each(branch.json, '$.lanes') AS lane WHERE branch.site_id = ?1
         )`,
      )
      .all(siteId)
      .map((row) => SizeRow.parse(row));
    return new Map(rows.map(({ id, own, total }) => [id, { own, total }]));
  }

  close(): void {
    this.#database.close();
  }

  #run(sql: string, ...values: SQLInputValue[]): void {
    this.#database.prepare(sql).run(...values);
  }

  #read<T>(schema: z.ZodType<T>, sql: string, ...values: SQLInputValue[]): T[] {
    const rows = this.#database.prepare(sql).all(...values);
    return rows.map((row) => schema.parse(JSON.parse(JsonRow.parse(row).json)));
  }

  #dropStraySizes(): void {
    this.#database.exec(
      `DELETE FROM size WHERE id NOT IN (
         SELECT id FROM version
         UNION ALL
         SELECT lane.value ->> 'id' FROM branch, json_each(branch.json, '$.lanes') AS lane
       )`,
    );
  }
}
