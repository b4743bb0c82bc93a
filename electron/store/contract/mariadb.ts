import { setTimeout as delay } from "node:timers/promises";
import { runExec } from "../../docker/exec";
import { findImage } from "../../docker/images";
import { databaseName, labelsFor } from "../../docker/labels";
import type { TestStore } from "./fixture";

/** A real MariaDB on a volume of the store, mounted the way every stack mounts it. With a number it logs under it. */
export async function startDatabase(test: TestStore, lane: string, number?: number): Promise<void> {
  const image = await findImage(test.docker, "mariadb:10.11");
  if (image === null) throw new Error("mariadb:10.11 is not on this machine; run `npm run pretest:integration` first");
  const labels = labelsFor(test.instance, "database", { lane });
  const { name, driverOptions } = await test.store.mountSource(lane, test.signal);
  await test.docker.createVolume({ Name: name, Driver: "local", DriverOpts: { ...driverOptions }, Labels: labels });
  const log = ["--log-bin=mysql-bin", "--binlog-format=ROW", "--sync-binlog=0", "--innodb-flush-log-at-trx-commit=2"];
  const container = await test.docker.createContainer({
    name: databaseName(test.instance, lane),
    Image: image.name,
    Labels: labels,
    Env: ["MARIADB_ALLOW_EMPTY_ROOT_PASSWORD=1", "MARIADB_INITDB_SKIP_TZINFO=1", "MARIADB_DATABASE=site"],
    Cmd: [
      ...["mariadbd", "--datadir=/site/db", "--socket=/site/run/mysqld.sock", "--skip-networking"],
      ...(number === undefined ? [] : [...log, `--server-id=${number}`]),
    ],
    HostConfig: { NetworkMode: "none", Mounts: [{ Type: "volume", Source: name, Target: "/site" }] },
  });
  await container.start();
  for (let attempt = 0; ; attempt++) {
    // The entrypoint's temporary server listens at the same socket; the final one is process 1, and asked only once it is.
    const final = await isFinal(test, lane);
    const { code, stderr } = await client(test, lane, "SELECT 1 FROM information_schema.tables LIMIT 1");
    if (code === 0 && final) return;
    if (attempt > 300) throw new Error(`the database did not start: ${stderr}`);
    await delay(100);
  }
}

async function isFinal(test: TestStore, lane: string): Promise<boolean> {
  const container = databaseName(test.instance, lane);
  const done = await runExec(test.docker, container, ["cat", "/proc/1/comm"], {}, test.signal);
  return done.stdout.toString("utf8").trim() === "mariadbd";
}

export async function stopDatabase(test: TestStore, lane: string): Promise<void> {
  await test.docker.getContainer(databaseName(test.instance, lane)).remove({ force: true, v: true });
  const { name } = await test.store.mountSource(lane, test.signal);
  await test.docker.getVolume(name).remove();
}

function client(test: TestStore, lane: string, statement: string) {
  const argv = ["mariadb", "-S", "/site/run/mysqld.sock", "-N", "-B", "-e", statement];
  return runExec(test.docker, databaseName(test.instance, lane), argv, {}, test.signal);
}

export async function sql(test: TestStore, lane: string, statement: string): Promise<string> {
  const { code, stdout, stderr } = await client(test, lane, statement);
  if (code !== 0) throw new Error(stderr);
  return stdout.toString("utf8").trim();
}
