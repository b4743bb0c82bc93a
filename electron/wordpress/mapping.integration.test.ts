import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openRealSites, type RealSites } from "./fixtures/real-sites";

const driver = readFileSync(new URL("fixtures/mapping-driver.php", import.meta.url), "utf8").replace(/^<\?php/, "");
const blog = { canonical: "http://blog.localhost", branch: "http://x--blog.localhost:8080" };
const brought = { canonical: "https://www.my-shop.example", branch: "http://shop.localhost" };
const local = { canonical: "http://localhost:8888", branch: "http://try--old.localhost:8080" };
const idn = { canonical: "https://xn--mller-kva.example", branch: "http://d--m.localhost:8080" };

let sites: RealSites;
let laneId: string;
beforeAll(async () => {
  sites = await openRealSites("mapping", 18_820);
  laneId = await sites.newLane();
  const settings = sites.settingsFor(laneId, { canonical: blog.canonical, origin: blog.branch });
  const spec = sites.specFor(laneId, { webFiles: sites.wordpress.files(settings) });
  await sites.stacks.startWeb(spec, sites.signal);
}, 240_000);
afterAll(() => sites?.close(), 120_000);

type Result = readonly [whole: string, twice: string, differs: readonly string[]];

async function map(direction: "inward" | "outward", between: typeof blog, texts: readonly string[]) {
  const input = JSON.stringify({ direction, ...between, texts });
  const { stdout } = await sites.stacks.runInWeb(laneId, ["php", "-r", driver], { input }, sites.signal);
  return JSON.parse(stdout) as readonly Result[];
}

async function expectEach(
  direction: "inward" | "outward",
  between: typeof blog,
  cases: readonly (readonly [string, string])[],
) {
  const results = await map(
    direction,
    between,
    cases.map(([text]) => text),
  );
  expect(results.map(([whole]) => whole)).toEqual(cases.map(([, expected]) => expected));
  expect(results.flatMap(([, , differs]) => differs)).toEqual([]);
  return results;
}

const same = (text: string) => [text, text] as const;

test("every written form of the canonical address becomes the branch's, in its own writing", async () => {
  const results = await expectEach("outward", blog, [
    ["http://blog.localhost", "http://x--blog.localhost:8080"],
    ["HTTPS://Blog.Localhost/a", "http://x--blog.localhost:8080/a"],
    ['<a href="https://www.blog.localhost/?a=b">', '<a href="http://x--blog.localhost:8080/?a=b">'],
    ["<img src='//blog.localhost/a.png'>", "<img src='//x--blog.localhost:8080/a.png'>"],
    ["url(//blog.localhost/a)", "url(//x--blog.localhost:8080/a)"],
    [String.raw`"http:\/\/blog.localhost\/a"`, String.raw`"http:\/\/x--blog.localhost:8080\/a"`],
    [String.raw`"\/\/blog.localhost\/a"`, String.raw`"\/\/x--blog.localhost:8080\/a"`],
    [String.raw`\"http:\\\/\\\/blog.localhost\\\/a\"`, String.raw`\"http:\\\/\\\/x--blog.localhost:8080\\\/a\"`],
    [
      String.raw`"http:\u002F\u002Fblog.localhost\u002Fa"`,
      String.raw`"http:\u002F\u002Fx--blog.localhost:8080\u002Fa"`,
    ],
    ["u=http%3A%2F%2Fblog.localhost%2Fa", "u=http%3A%2F%2Fx--blog.localhost%3A8080%2Fa"],
    ["u=http%253A%252F%252Fblog.localhost%252Fa", "u=http%253A%252F%252Fx--blog.localhost%253A8080%252Fa"],
    ["u=%2F%2Fblog.localhost", "u=%2F%2Fx--blog.localhost%3A8080"],
    ["http&#58;&#47;&#47;blog.localhost", "http&#58;&#47;&#47;x--blog.localhost:8080"],
    ["http:&#x2F;&#x2F;blog.localhost", "http:&#x2F;&#x2F;x--blog.localhost:8080"],
    ["see http://blog.localhost.", "see http://x--blog.localhost:8080."],
    ["(http://blog.localhost)", "(http://x--blog.localhost:8080)"],
    [
      "https://archive.example/web/http://blog.localhost/",
      "https://archive.example/web/http://x--blog.localhost:8080/",
    ],
    ["http://blog.localhost\nhttp://blog.localhost", "http://x--blog.localhost:8080\nhttp://x--blog.localhost:8080"],
  ]);
  // What was mapped once is left alone by the net below.
  for (const [whole, twice] of results) expect(twice).toBe(whole);
});

test("what only looks like it stays", async () => {
  await expectEach(
    "outward",
    blog,
    [
      "http://x--blog.localhost/",
      "http://blog.localhost:8080/",
      "http://blog.localhost.example/",
      "http://blog.localhosts/",
      "http://myblog.localhost/",
      "http://blog.localhost-a/",
      "http://blog.localhost_a/",
      "http://blog.localhost@evil.example/",
      "http%3A%2F%2Fblog.localhost%3A81",
      "admin@blog.localhost",
      "blog.localhost",
      "ftp://blog.localhost/",
      "https://cdn.example//blog.localhost/a",
      "a//blog.localhost",
      "/wp-content/blog.localhost",
      "\u00ff\u0000 binary",
    ].map(same),
  );
});

test("back in come the branch's address and its siblings', with their port and nothing else", async () => {
  await expectEach("inward", blog, [
    ["http://x--blog.localhost:8080/a", "http://blog.localhost/a"],
    ["https://x--blog.localhost:8080", "http://blog.localhost"],
    ["http://blog.localhost:8080/a", "http://blog.localhost/a"],
    ["http://other-one--blog.localhost:8080/a", "http://blog.localhost/a"],
    [String.raw`{"url":"http://x\u002d\u002dblog.localhost:8080/a"}`, '{"url":"http://blog.localhost/a"}'],
    [String.raw`"http:\/\/x\\u002d\\u002dblog.localhost:8080\/a"`, String.raw`"http:\/\/blog.localhost\/a"`],
    ["u=http%3A%2F%2Fx--blog.localhost%3A8080%2Fa", "u=http%3A%2F%2Fblog.localhost%2Fa"],
    ["//x--blog.localhost:8080/a", "//blog.localhost/a"],
    same("http://x--blog.localhost/"),
    same("http://x--blog.localhost:80801/"),
    same("http://x--blog.localhost:8081/"),
    same("http://y--xblog.localhost:8080/"),
    same("http://x-blog.localhost:8080/"),
    same("http://blog.localhost/"),
  ]);
});

test("other canonical addresses: https with www, one with a port, one with dashes", async () => {
  await expectEach("outward", brought, [
    ["https://www.my-shop.example/a http://my-shop.example", "http://shop.localhost/a http://shop.localhost"],
    same("https://shop.my-shop.example/ https://my-shop.example:8443/"),
  ]);
  await expectEach("inward", brought, [["http://shop.localhost/a", "https://www.my-shop.example/a"]]);
  await expectEach("outward", local, [
    [
      "http://localhost:8888/a u=http%3A%2F%2Flocalhost%3A8888",
      "http://try--old.localhost:8080/a u=http%3A%2F%2Ftry--old.localhost%3A8080",
    ],
    same("http://localhost:88889/ http://localhost/ http://try--old.localhost:8888/"),
  ]);
  await expectEach("outward", idn, [
    ["https://xn--mller-kva.example/", "http://d--m.localhost:8080/"],
    [String.raw`"https://xn\u002d\u002dmller\u002dkva.example/"`, String.raw`"http://d\u002d\u002dm.localhost:8080/"`],
  ]);
  await expectEach("inward", idn, [
    [
      String.raw`{"u":"http://d\u002d\u002dm.localhost:8080/"}`,
      String.raw`{"u":"https://xn\u002d\u002dmller-kva.example/"}`,
    ],
  ]);
});

test("whatever surrounds addresses, and wherever the output is cut, the result is the same", async () => {
  const token = fc.constantFrom(
    "http://blog.localhost",
    "http:",
    "/",
    "//",
    "\\/",
    "blog.localhost",
    "x--",
    ":8080",
    "%3A",
    "%2F%2F",
    "https",
    ".",
    "\\u002d",
    "&#47;",
    " ",
    '"',
    "a",
    "-",
    "é",
    "http%3A%2F%2Fblog.localhost",
  );
  const texts = fc.sample(
    fc.array(token, { maxLength: 14 }).map((tokens) => tokens.join("")),
    { numRuns: 600, seed: 7 },
  );
  const padded = texts.map((text, index) => (index % 3 === 0 ? "a".repeat(400) + text + "b".repeat(500) : text));
  for (const direction of ["outward", "inward"] as const) {
    const results = await map(direction, blog, padded);
    expect(results.flatMap(([, , differs], index) => differs.map((where) => [padded[index], where]))).toEqual([]);
  }
});

test("mapping out and back in gives what it was", async () => {
  const texts = [
    "see http://blog.localhost/a and //blog.localhost/b",
    String.raw`{"a":"http:\/\/blog.localhost\/"}`,
    "u=http%3A%2F%2Fblog.localhost%2F",
  ];
  const out = await map("outward", blog, texts);
  const back = await map(
    "inward",
    blog,
    out.map(([whole]) => whole),
  );
  expect(back.map(([whole]) => whole)).toEqual(texts);
});
