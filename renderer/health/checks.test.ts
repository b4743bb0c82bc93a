import { expect, test } from "vitest";
import type { Operation } from "../../shared/model/operation";
import { defaultSettings } from "../../shared/model/settings";
import type { Health } from "../../shared/model/views";
import { checksOf, countOfTrouble, shortName } from "./checks";

const gb = 1e9;
const store: NonNullable<Health["store"]> = {
  driver: "btrfs",
  note: "",
  capacityBytes: 64 * gb,
  usedBytes: 12 * gb,
  freeBytes: 50 * gb,
  hostFreeBytes: 38 * gb,
  parts: { sites: 7 * gb, branches: gb, history: 4 * gb, trash: 0 },
};
const health = (change: Partial<Health> = {}): Health => ({
  problem: null,
  app: { version: "0.1.0", dataFolder: "/d", instance: "i", host: "browser", system: "linux", logFolder: "/d/logs" },
  engine: { endpoint: "e", version: "29.1.3", api: "1.52", os: "linux", kernel: null, answeredIn: 4 },
  store,
  router: { port: 80, wanted: 80 },
  images: [{ name: "caddy:2", role: "Router", standIn: false }],
  adoptable: [],
  ...change,
});
const check = (id: string, given: Health, limit: number | null = null, operations: readonly Operation[] = []) => {
  const groups = checksOf(given, { ...defaultSettings, storeLimit: limit }, operations);
  return groups.flatMap(({ checks }) => checks).find((one) => one.id === id);
};

test("where everything is in order nothing is to be looked at", () => {
  expect(countOfTrouble(checksOf(health(), defaultSettings, []))).toBe(0);
});

test("without btrfs it works, and says what it costs", () => {
  const driver = check("driver", health({ store: { ...store, driver: "copy" } }));
  expect(driver).toMatchObject({ ok: false });
  expect(driver?.note).toMatch(/copied/);
});

test("a limit beyond the disk is seen, with the way to change it", () => {
  expect(check("host-free", health(), 100 * gb)).toMatchObject({ ok: false, way: "settings" });
  expect(check("host-free", health(), 40 * gb)).toMatchObject({ ok: true });
  expect(check("store-free", health(), 20 * gb)?.value).toBe("8 GB");
});

test("a taken port, stand-ins and failures are told with what they mean", () => {
  expect(check("router", health({ router: { port: 8080, wanted: 80 } }))).toMatchObject({ ok: false });
  expect(check("images", health({ images: [{ name: "x/caddy:2", role: "Router", standIn: true }] }))?.ok).toBe(false);
  const failed = { state: "failed", endedAt: "x", error: { code: "internal", logId: "7F3K" } } as Operation;
  expect(check("failures", health(), null, [failed])).toMatchObject({ ok: false, more: "7F3K" });
});

test("without an engine its line leads to the way out, and what lies behind it is not guessed", () => {
  const problem = { code: "docker-missing", message: "", hint: "", data: {}, logId: null } as const;
  const given = health({ problem, engine: null, store: null, router: null, images: [] });
  expect(check("engine", given)).toMatchObject({ ok: false, way: "problem" });
  expect(check("driver", given)).toBeUndefined();
});

test("images are named as a person says them", () => {
  expect(shortName("tidemark.local/wordpress:6.5-php8.2-apache")).toBe("wordpress 6.5-php8.2");
});
