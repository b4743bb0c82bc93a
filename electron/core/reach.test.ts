import { expect, test } from "vitest";
import type { Lane, Version } from "../../shared/model/site";
import { basesOf, reachOf } from "./reach";

const lane = { id: "l2", openedAt: "2026-11-01T10:00:00.000Z", closedAt: null } as Lane;
const version = (id: string, laneId: string, file: string | null, at: string) =>
  ({ id, laneId, at, binlog: file === null ? null : { file, position: 400, gtid: "" } }) as Version;
const segments = (...files: readonly string[]) => files.map((file) => ({ file, size: 900, disk: 0, archived: true }));
const reach = (from: Version, own: readonly Version[], ...files: readonly string[]) =>
  reachOf(lane, basesOf(lane, own, from, segments(...files)), segments(...files));

const from = version("v1", "l1", "mysql-bin.000004", "2026-10-01T10:00:00.000Z");
const own = version("v2", "l2", "mysql-bin.000007", "2026-11-05T10:00:00.000Z");

test("a lane's seconds begin with it, where its log does", () => {
  const files = ["mysql-bin.000005", "mysql-bin.000006", "mysql-bin.000007", "mysql-bin.000008"];
  expect(reach(from, [own], ...files)).toEqual([{ laneId: "l2", from: lane.openedAt, to: null }]);
});

test("once the beginning of its log is dropped they begin with its own first version", () => {
  expect(reach(from, [own], "mysql-bin.000007", "mysql-bin.000008")).toEqual([
    { laneId: "l2", from: own.at, to: null },
  ]);
  expect(basesOf(lane, [own], from, segments("mysql-bin.000007")).map((base) => base.version.id)).toEqual(["v2"]);
});

test("what a lane was made from counts as it is where nobody knows its place in a log", () => {
  expect(reach(version("v1", "l1", null, from.at), [own], "mysql-bin.000005")).toEqual([
    { laneId: "l2", from: lane.openedAt, to: null },
  ]);
});
