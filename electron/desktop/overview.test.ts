import { expect, it, vi } from "vitest";
import type { Hint } from "../../shared/contract";
import { AppError } from "../../shared/errors";
import type { Operation } from "../../shared/model/operation";
import type { SiteRow } from "../../shared/model/views";
import type { Log } from "../operations/report-error";
import { glanceAt, watchOverview } from "./overview";

const version = (id: string) => ({ id, at: "2026-03-12T10:00:00.000Z" });
const row = (state: string, change: object = {}) =>
  ({
    id: "sabcdefghij1",
    title: "Blog",
    main: { id: "babcdefghij1", state },
    lastVersion: version("v2"),
    lastGood: version("v1"),
    ...change,
  }) as unknown as SiteRow;
const operation = (endedAt: string | null) => ({ siteId: "sabcdefghij1", kind: "rewind", endedAt }) as Operation;
const log = { info: () => {}, warn: () => {}, error: () => {} } as unknown as Log;

it("offers a healthy site its last version, and one that fails its last healthy one", () => {
  expect(glanceAt(row("running"), []).last?.versionId).toBe("v2");
  expect(glanceAt(row("failing"), []).last?.versionId).toBe("v1");
  expect(glanceAt(row("running", { lastVersion: null }), []).last).toBeNull();
});

it("knows what is under way on a site, and not what is over", () => {
  expect(glanceAt(row("running"), [operation("2026-03-12T10:00:00.000Z")]).doing).toBeNull();
  expect(glanceAt(row("running"), [operation(null)]).doing).toBe("rewind");
});

it("looks again at a hint, and calls back only when it sees something else", async () => {
  let state = "running";
  let hear: (hint: Hint) => void = () => {};
  const onChange = vi.fn<() => void>();
  const cases = { sites: { list: async () => [row(state)] }, operations: { list: async () => [] } };
  const follow = (listener: (hint: Hint) => void) => {
    hear = listener;
    return () => {};
  };
  const overview = watchOverview(cases as never, follow, log, onChange);
  await vi.waitFor(() => expect(onChange).toHaveBeenCalledOnce());
  hear({ kind: "sites" });
  await overview.look();
  expect(onChange).toHaveBeenCalledOnce();
  state = "stopped";
  for (let times = 0; times < 5; times++) hear({ kind: "sites" });
  await vi.waitFor(() => expect(overview.get().sites[0]?.state).toBe("stopped"));
  expect(onChange).toHaveBeenCalledTimes(2);
  overview.close();
});

it("says what is in the way of the sites", async () => {
  const missing = async () => {
    throw new AppError("docker-unreachable", { endpoint: "", detail: "" }, "Docker is not running.", "Start it.");
  };
  const cases = { sites: { list: missing }, operations: { list: missing } };
  const overview = watchOverview(
    cases as never,
    () => () => {},
    log,
    () => {},
  );
  expect(await overview.look()).toEqual({ sites: [], problem: "Docker is not running." });
  overview.close();
});
