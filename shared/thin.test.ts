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
const ids = (versions: readonly Candidate[]) => thinnable(versions, "2026-03-05T00:00:00.000Z").map(({ id }) => id);

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
