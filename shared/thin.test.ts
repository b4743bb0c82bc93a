import { expect, test } from "vitest";
import { thinnable } from "./thin";

type Candidate = Parameters<typeof thinnable>[0][number];

const version = (id: string, at: string, patch: Partial<Candidate> = {}): Candidate => ({
  id,
  branchId: "b1",
  at,
  cause: { kind: "before", action: "rewind" },
  label: null,
  pinned: false,
  deletable: { kind: "yes" },
  ...patch,
});
const now = new Date("2026-03-20T00:00:00.000Z");
const ids = (versions: readonly Candidate[]) =>
  thinnable(versions, "2026-03-05T00:00:00.000Z", now).map(({ id }) => id);

test("only what is old and of no special meaning goes", () => {
  expect(
    ids([
      version("first", "2026-01-01T00:00:00.000Z", { cause: { kind: "created" } }),
      version("old", "2026-02-01T00:00:00.000Z"),
      version("taken", "2026-02-01T12:00:00.000Z", { cause: { kind: "manual" } }),
      version("named", "2026-02-02T00:00:00.000Z", { label: "Before the sale" }),
      version("pinned", "2026-02-03T00:00:00.000Z", { pinned: true }),
      version("kept", "2026-02-04T00:00:00.000Z", { deletable: { kind: "no", reason: "peeked" } }),
      version("young", "2026-03-06T00:00:00.000Z"),
    ]),
  ).toEqual(["old"]);
});

test("the newest version of each branch stays, however old", () => {
  expect(
    ids([
      version("a1", "2026-01-01T00:00:00.000Z"),
      version("a2", "2026-01-02T00:00:00.000Z"),
      version("b1", "2026-01-03T00:00:00.000Z", { branchId: "b2" }),
    ]),
  ).toEqual(["a1"]);
});

test("what took itself goes, and what was taken before something risky only after 30 days", () => {
  const risk = {
    kind: "risk",
    risk: { deed: "plugin-update", subject: "WooCommerce", from: "9.1", to: "9.2", count: null },
  } as const;
  expect(
    ids([
      version("old-risk", "2026-02-01T00:00:00.000Z", { cause: risk }),
      version("risk", "2026-03-01T00:00:00.000Z", { cause: risk }),
      version("automatic", "2026-03-02T00:00:00.000Z", { cause: { kind: "automatic", why: "busy" } }),
      version("newest", "2026-03-03T00:00:00.000Z"),
    ]),
  ).toEqual(["old-risk", "automatic"]);
});
