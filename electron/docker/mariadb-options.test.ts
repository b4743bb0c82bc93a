import { expect, test } from "vitest";
import { mariadbArguments } from "./mariadb-options";

const plain = { laneNumber: 1, interleaved: false, durable: false };

test("every lane logs under a server id and a GTID domain of its own", () => {
  const options = mariadbArguments({ ...plain, laneNumber: 7 });
  expect(options).toContain("--server-id=7");
  expect(options).toContain("--gtid-domain-id=7");
});

test("a durable lane syncs every commit, any other leaves it to the operating system", () => {
  expect(mariadbArguments(plain)).toEqual(
    expect.arrayContaining(["--sync-binlog=0", "--innodb-flush-log-at-trx-commit=2"]),
  );
  expect(mariadbArguments({ ...plain, durable: true })).toEqual(
    expect.arrayContaining(["--sync-binlog=1", "--innodb-flush-log-at-trx-commit=1"]),
  );
});

test("ids are interleaved only when asked, and the offset never exceeds the increment", () => {
  expect(mariadbArguments(plain).join(" ")).not.toContain("auto-increment");
  for (const [laneNumber, offset] of [
    [1, 1],
    [64, 64],
    [65, 1],
    [130, 2],
  ] as const) {
    const options = mariadbArguments({ ...plain, laneNumber, interleaved: true });
    expect(options).toContain("--auto-increment-increment=64");
    expect(options).toContain(`--auto-increment-offset=${offset}`);
  }
});
