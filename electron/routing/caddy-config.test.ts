import fc from "fast-check";
import { expect, test } from "vitest";
import type { Route } from "../core/ports";
import { caddyConfig } from "./caddy-config";
import { pageHtml } from "./page";
import { portsToTry } from "./port-choice";

const identity = { instance: "abcd1234", adminSocket: "/router/admin.sock", probeSecret: "secret" };
const routesOf = (routes: readonly Route[]) => caddyConfig(identity, routes).apps.http.servers.sites.routes;
const web = (host: string): Route => ({ host, target: { kind: "web", upstream: "tidemark-abcd1234-l1-web" } });

test("the admin endpoint is a socket, and nothing else is listened on but the sites' port", () => {
  const config = caddyConfig(identity, [web("blog.localhost")]);
  expect(config.admin.listen).toBe("unix//router/admin.sock");
  expect(config.apps.http.servers.sites.listen).toEqual([":80"]);
});

test("routes keep their order between the probe's and the page for unknown addresses", () => {
  const routes = routesOf([web("blog.localhost"), web("draft--blog.localhost")]);
  expect(routes.map(({ match }) => JSON.stringify(match))).toEqual([
    expect.stringContaining("Upgrade"),
    expect.stringContaining("X-Tidemark-Probe"),
    '[{"host":["blog.localhost"]}]',
    '[{"host":["draft--blog.localhost"]}]',
    undefined,
  ]);
});

test("a stopped branch answers 503 with its page, an unknown address 404", () => {
  const routes = routesOf([{ host: "blog.localhost", target: { kind: "page", title: "Blog", text: "stopped" } }]);
  expect(JSON.stringify(routes[2])).toContain('"status_code":503');
  expect(JSON.stringify(routes[3])).toContain('"status_code":404');
});

test("what is no host name, or comes twice, is refused before Caddy sees it", () => {
  for (const host of ["", "a b", "*.localhost", "{env.HOME}", "a/b", "A.localhost", "-a.localhost", "a..b", 'a"b']) {
    expect(() => caddyConfig(identity, [web(host)]), host).toThrow();
  }
  expect(() => caddyConfig(identity, [web("a.localhost"), web("a.localhost")])).toThrow(/two routes/);
  const upstream = "elsewhere:80/{x}";
  expect(() => caddyConfig(identity, [{ host: "a.localhost", target: { kind: "web", upstream } }])).toThrow();
});

test("no text of a person's becomes markup or a placeholder of Caddy's", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (title, text) => {
      const html = pageHtml(title, text);
      expect(html).not.toMatch(/[{}]/);
      expect(html.match(/</g)?.length).toBe(pageHtml("", "").match(/</g)?.length);
    }),
  );
  expect(pageHtml("{env.PATH} <script>", "")).toContain("&#123;env.PATH&#125; &#60;script&#62;");
});

test("80 is tried first, then 8080 and up; a port once taken is kept; a start given for tests leaves 80 alone", () => {
  expect(portsToTry(null, null).wanted).toBe(80);
  expect(portsToTry(null, null).ports.slice(0, 3)).toEqual([80, 8080, 8081]);
  expect(portsToTry(null, 8083).ports.slice(0, 3)).toEqual([8083, 80, 8080]);
  expect(portsToTry(18_000, null)).toMatchObject({ wanted: 18_000 });
  expect(portsToTry(18_000, 18_002).ports.slice(0, 4)).toEqual([18_002, 18_000, 18_001, 18_003]);
  expect(portsToTry(65_530, null).ports.at(-1)).toBe(65_535);
});
