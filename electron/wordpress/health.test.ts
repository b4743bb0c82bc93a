import { describe, expect, test } from "vitest";
import type { GuardSettings, Router } from "../core/ports";
import { look, unhealthy, waitFor } from "./health";

type Answer = Awaited<ReturnType<Router["probe"]>>;

const signal = new AbortController().signal;
const secrets = { databaseRoot: "", databaseTidemark: "", databaseSite: "", guard: "", adminPassword: null };
const settings: GuardSettings = {
  siteId: "s",
  branchId: "b",
  laneId: "l",
  branchName: "draft",
  canonical: "https://example.com/blog",
  origin: "http://draft--x.localhost:8080",
  routerPort: 8080,
  kind: "branch",
  quarantined: true,
  beforeRisks: true,
  secrets,
};

function routerWith(pages: Readonly<Record<string, Answer>>): Router & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    ensure: async () => ({ port: 8080, wanted: 80 }),
    apply: async () => {},
    async probe(_, host, path) {
      asked.push(host + path);
      return pages[path] ?? null;
    },
  };
}

const page = (status: number, body = "", location: string | null = null): Answer => ({ status, body, location });

describe("one look at the home page", () => {
  test("begins in the folder the site was born in and follows redirects within it", async () => {
    const router = routerWith({
      "/blog/": page(301, "", "http://draft--x.localhost:8080/blog/en/?a=b"),
      "/blog/en/?a=b": page(200, "hello"),
    });
    expect(await look(router, "up", settings, signal)).toEqual({ kind: "answer", status: 200, body: "hello" });
    expect(router.asked[0]).toBe("draft--x.localhost:8080/blog/");
  });

  test.each<[string, Readonly<Record<string, Answer>>, object]>([
    ["silence", {}, { kind: "silent" }],
    [
      "a redirect elsewhere",
      { "/blog/": page(302, "", "https://login.example.org/") },
      { kind: "answer", status: 302 },
    ],
    ["a circle", { "/blog/": page(302, "", "/blog/") }, { kind: "answer", status: 508 }],
    [
      "the installer",
      { "/blog/": page(302, "", "/blog/wp-admin/install.php"), "/blog/wp-admin/install.php": page(200) },
      { kind: "not-installed" },
    ],
    [
      "no database",
      { "/blog/": page(500, "<h1>Error establishing a database connection</h1>") },
      { kind: "no-database" },
    ],
    ["a failing page", { "/blog/": page(500, "x") }, { kind: "answer", status: 500 }],
  ])("knows %s", async (_, pages, seen) => {
    expect(await look(routerWith(pages), "up", settings, signal)).toMatchObject(seen);
  });
});

test("waiting ends when it is satisfied, and with an abort", async () => {
  let count = 0;
  const once = async () =>
    ++count < 3 ? ({ kind: "silent" } as const) : ({ kind: "answer", status: 200, body: "" } as const);
  expect(await waitFor(once, (seen) => seen.kind === "answer", signal)).toMatchObject({ satisfied: true });
  const controller = new AbortController();
  const waiting = waitFor(
    async () => ({ kind: "silent" }),
    () => false,
    controller.signal,
  );
  controller.abort();
  await expect(waiting).rejects.toThrow();
});

test("what was seen is told in words, without markup", () => {
  const body = "<style>x{}</style><p>There has been a <b>critical error</b>.</p><script>alert(1)</script>";
  expect(unhealthy(settings, { kind: "answer", status: 500, body })).toMatchObject({
    code: "site-unhealthy",
    data: { url: settings.origin, status: 500, detail: "There has been a critical error ." },
  });
});
