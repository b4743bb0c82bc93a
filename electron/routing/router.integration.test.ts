import http from "node:http";
import { createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Route } from "../core/ports";
import { routerName } from "../docker/labels";
import { routerAdmin, routerContainer } from "../docker/router-container";
import { openSocket, routerAdminSocket } from "../docker/tunnel";
import { openRealLanes, plainSite, type RealLanes } from "../fixtures/real-lanes";
import { createRouter } from "./router";

const portFrom = 18_700;
const host = "blog.localhost";
let lanes: RealLanes;
let blue: string;
let green: string;
let port: number;
beforeAll(async () => {
  lanes = await openRealLanes("router", portFrom);
  port = (await lanes.router.ensure(lanes.signal)).port;
  [blue, green] = [await webLane("blue"), await webLane("green")];
}, 240_000);
afterAll(() => lanes?.close(), 120_000);

const uploads = {
  ...plainSite,
  path: "/usr/local/etc/php/conf.d/uploads.ini",
  content: "upload_max_filesize=300M\npost_max_size=300M\nmemory_limit=256M\n",
};

/** A lane with only a web container, whose page says its name. */
async function webLane(name: string): Promise<string> {
  const laneId = await lanes.newLane();
  const page = `<?php
if (isset($_FILES['file'])) { echo $_FILES['file']['error'] . ' ' . md5_file($_FILES['file']['tmp_name']); exit; }
if (isset($_GET['slow'])) { echo 'begin '; flush(); usleep($_GET['slow'] * 1000); }
if (isset($_GET['big'])) { echo str_repeat('0123456789', 3000000); exit; }
if (isset($_GET['count'])) { file_put_contents('/site/html/count', 'x', FILE_APPEND); http_response_code(502); exit; }
echo '${name}';`;
  await lanes.inKeeper(
    `cd /store/live/${laneId}/tree/html && mkdir wp-includes && touch wp-includes/version.php && chown 33:33 . && cat > index.php <<'PHP'\n${page}\nPHP`,
  );
  await lanes.stacks.startWeb(lanes.specFor(laneId, { webFiles: [plainSite, uploads] }), lanes.signal);
  return laneId;
}

const routeTo = (laneId: string): Route => ({ host, target: { kind: "web", upstream: lanes.stacks.webHost(laneId) } });
const flipTo = async (laneId: string, more: readonly Route[] = []) => {
  const began = performance.now();
  await lanes.router.apply([routeTo(laneId), ...more], lanes.signal);
  return performance.now() - began;
};

interface Answer {
  readonly status: number;
  readonly body: string;
}

function get(path: string, options: http.RequestOptions = {}, onFirst?: () => void): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.get(
      { host: "127.0.0.1", port, path, agent: false, headers: { Host: `${host}:${port}` }, ...options },
      (response) => {
        let body = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          onFirst?.();
          body += chunk;
        });
        response.once("error", reject);
        response.once("end", () => resolve({ status: response.statusCode ?? 0, body }));
      },
    );
    request.once("error", reject);
  });
}

test("a lane is probed before it has an address, with the host it will have; nobody there is null", async () => {
  await lanes.router.apply([], lanes.signal);
  const probe = (upstream: string, path = "/") => lanes.router.probe(upstream, `${host}:${port}`, path, lanes.signal);
  await expect.poll(async () => (await probe(lanes.stacks.webHost(blue)))?.body, { timeout: 10_000 }).toBe("blue");
  expect(await probe(lanes.stacks.webHost("l00000000000"))).toBeNull();
  expect(await get("/")).toMatchObject({ status: 404 });
  const forged = {
    "X-Tidemark-Probe": "guess",
    "X-Tidemark-Upstream": lanes.stacks.webHost(blue),
    "X-Tidemark-Host": host,
  };
  expect(await get("/", { headers: { Host: host, ...forged } })).toMatchObject({ status: 404 });
}, 30_000);

test("no request fails while the router is flipped again and again", async () => {
  for (const laneId of [blue, green]) {
    const upstream = lanes.stacks.webHost(laneId);
    await expect.poll(() => lanes.router.probe(upstream, host, "/", lanes.signal), { timeout: 30_000 }).not.toBeNull();
  }
  await flipTo(blue);
  const keepAlive = new http.Agent({ keepAlive: true });
  const seen = new Map<string, number>();
  let over = false;
  const poll = async (options: http.RequestOptions, who = JSON.stringify(options.agent ? "kept" : options)) => {
    while (!over) {
      const outcome = await get("/?slow=5", options).then(
        ({ status, body }) => `${status} ${body}`,
        (error: Error) => `failed: ${error.message} ${who}`,
      );
      seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
      await delay(20);
    }
  };
  // A browser keeps its connections and asks again where one was closed under it; a program often opens one each time.
  const pollers = [poll({}), poll({ host: "::1" }), poll({}), poll({ agent: keepAlive })];
  const flips: number[] = [];
  for (let round = 0; round < 60; round++) {
    flips.push(await flipTo(round % 2 === 0 ? green : blue));
    await delay(120);
  }
  over = true;
  await Promise.all(pollers);
  keepAlive.destroy();
  const total = [...seen.values()].reduce((sum, count) => sum + count, 0);
  console.log(
    `${total} requests: ${JSON.stringify([...seen]).slice(0, 1500)}; flips ${flips.map(Math.round).join(" ")} ms`,
  );
  expect([...seen.keys()].sort()).toEqual(["200 begin blue", "200 begin green"]);
  expect(total).toBeGreaterThan(200);
}, 60_000);

test("a request under way when the router is flipped ends as it began", async () => {
  await flipTo(blue);
  let began = () => {};
  const first = new Promise<void>((resolve) => (began = resolve));
  const slow = get("/?slow=1500", {}, () => began());
  await first;
  expect(await flipTo(green)).toBeLessThan(500);
  expect((await get("/")).body).toBe("green");
  expect(await slow).toEqual({ status: 200, body: "begin blue" });
});

test("an answer is passed on as it comes, a large one whole", async () => {
  await flipTo(blue);
  const start = performance.now();
  let first = 0;
  await get("/?slow=1000", {}, () => (first ||= performance.now() - start));
  expect(first).toBeLessThan(700);
  expect((await get("/?big=1")).body.length).toBe(30_000_000);
});

test("a request reaches a site once, even when it fails", async () => {
  await flipTo(blue);
  expect((await get("/?count=1")).status).toBe(502);
  expect(await lanes.inKeeper(`cat /store/live/${blue}/tree/html/count`)).toBe("x");
});

test("a bad configuration is refused and the old one stays", async () => {
  await flipTo(blue);
  await expect(lanes.router.apply([routeTo(green), routeTo(green)], lanes.signal)).rejects.toThrow(/two routes/);
  const stream = await openSocket(lanes.docker, lanes.instance, routerAdminSocket, false, lanes.signal);
  const bad = JSON.stringify({
    // Where Caddy listens for the next one is replaced even by a configuration that fails: ours always says the same.
    admin: { listen: `unix/${routerAdminSocket}`, origins: ["admin.tidemark"], config: { persist: false } },
    apps: { http: { servers: { sites: { listen: [":80"], routes: [{ handle: [{ handler: "nonsense" }] }] } } } },
  });
  stream.write(
    `POST /load HTTP/1.1\r\nHost: admin.tidemark\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ${bad.length}\r\n\r\n${bad}`,
  );
  let said = "";
  for await (const chunk of stream) said += String(chunk);
  expect(said).toMatch(/^HTTP\/1.1 400/);
  expect((await get("/")).body).toBe("blue");
  await flipTo(green);
  expect((await get("/")).body).toBe("green");
});

test("a stopped branch shows its page, with whatever its title is as text", async () => {
  const title = `<img src=x onerror=alert(1)> {env.PATH} {http.request.uri}`;
  await lanes.router.apply([{ host, target: { kind: "page", title, text: "Start it." } }], lanes.signal);
  const { status, body } = await get("/anything");
  expect(status).toBe(503);
  expect(body).not.toContain("<img");
  expect(body).toContain("&#123;env.PATH&#125;");
  expect(body).toContain("Start it.");
});

test("a flip is quick after a long pause, too", async () => {
  await flipTo(blue);
  await delay(12_000);
  const took = await flipTo(green);
  console.log(`flip after a pause: ${Math.round(took)} ms`);
  expect(took).toBeLessThan(500);
  expect((await get("/")).body).toBe("green");
}, 30_000);

test("an upload of 256 MB passes, and the router's memory does not grow with it", async () => {
  await flipTo(blue);
  const size = 256 * 1024 * 1024;
  const chunk = Buffer.alloc(1024 * 1024, "tidemark");
  const head = Buffer.from(
    `--edge\r\nContent-Disposition: form-data; name="file"; filename="big.bin"\r\nContent-Type: application/octet-stream\r\n\r\n`,
  );
  const tail = Buffer.from("\r\n--edge--\r\n");
  const answer = await new Promise<Answer>((resolve, reject) => {
    const request = http.request(
      {
        host: "127.0.0.1",
        port,
        method: "POST",
        path: "/",
        agent: false,
        headers: {
          Host: `${host}:${port}`,
          "Content-Type": "multipart/form-data; boundary=edge",
          "Content-Length": head.length + size + tail.length,
        },
      },
      (response) => {
        let body = "";
        response.on("data", (part) => (body += String(part)));
        response.once("end", () => resolve({ status: response.statusCode ?? 0, body }));
      },
    );
    request.once("error", reject);
    request.write(head);
    let sent = 0;
    const send = () => {
      while (sent < size) {
        sent += chunk.length;
        if (!request.write(chunk)) {
          request.once("drain", send);
          return;
        }
      }
      request.end(tail);
    };
    send();
  });
  expect(answer).toMatchObject({ status: 200, body: expect.stringMatching(/^0 [0-9a-f]{32}$/) });
  const stats = await lanes.docker.getContainer(routerName(lanes.instance)).stats({ stream: false });
  console.log(`router's memory after the upload: ${Math.round((stats.memory_stats.usage ?? 0) / 1024 / 1024)} MB`);
  expect(stats.memory_stats.usage).toBeLessThan(200 * 1024 * 1024);
}, 60_000);

test("the admin endpoint can't be reached from a site's container", async () => {
  const script = `
    ls -d /router 2>&1
    for port in 80 2019 443; do
      for path in /config/ /load /stop; do
        curl -s -m 3 -o /dev/null -w "$port$path %{http_code}\\n" -X POST -H 'Host: admin.tidemark' -d '{}' "http://$0:$port$path" || echo "$port$path nothing"
      done
    done`;
  await lanes.router.apply([], lanes.signal);
  const { stdout } = await lanes.stacks.runInWeb(
    blue,
    ["sh", "-c", script, routerName(lanes.instance)],
    { user: "root" },
    lanes.signal,
  );
  expect(stdout).toContain("No such file");
  for (const path of ["/config/", "/load", "/stop"]) {
    expect(stdout).toContain(`80${path} 404`);
    expect(stdout).toContain(`2019${path} nothing`);
  }
  expect(await get("/")).toMatchObject({ status: 404 });
}, 60_000);

test("a second start of Tidemark takes over the router that runs, probes included", async () => {
  await flipTo(blue);
  const again = createRouter({
    instance: lanes.instance,
    container: routerContainer(lanes.docker, lanes.instance),
    openAdmin: routerAdmin(lanes.docker, lanes.instance),
    adminSocket: "/router/admin.sock",
    portFrom,
  });
  expect(await again.ensure(lanes.signal)).toEqual({ port, wanted: portFrom });
  expect((await get("/")).body).toBe("blue");
  expect((await again.probe(lanes.stacks.webHost(green), host, "/", lanes.signal))?.body).toBe("green");
  await again.close();
});

test("a router that was killed comes back on its port; one whose port was taken meanwhile moves on", async () => {
  const container = lanes.docker.getContainer(routerName(lanes.instance));
  await container.kill();
  expect(await lanes.router.ensure(lanes.signal)).toEqual({ port, wanted: portFrom });
  await flipTo(blue);
  expect((await get("/")).body).toBe("blue");

  await lanes.docker.getContainer(routerName(lanes.instance)).kill();
  await flipTo(green);
  expect((await get("/")).body).toBe("green");

  await lanes.docker.getContainer(routerName(lanes.instance)).kill();
  for (const address of ["127.0.0.1", "::1"]) {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen({ port, host: address, exclusive: true }, resolve));
    const moved = await lanes.router.ensure(lanes.signal);
    expect(moved).toEqual({ port: port + 1, wanted: portFrom });
    await new Promise((resolve) => squatter.close(resolve));
    await routerContainer(lanes.docker, lanes.instance).remove();
  }
  expect(await lanes.router.ensure(lanes.signal)).toEqual({ port, wanted: portFrom });
}, 60_000);

test("when every port is taken, the error says so and nothing is left half-made", async () => {
  const container = routerContainer(lanes.docker, lanes.instance);
  await container.remove();
  const full = createRouter({
    instance: lanes.instance,
    container: { ...container, start: async () => false },
    openAdmin: routerAdmin(lanes.docker, lanes.instance),
    adminSocket: "/router/admin.sock",
    portFrom,
  });
  await expect(full.ensure(lanes.signal)).rejects.toMatchObject({ code: "port-taken" });
  // The engine's own refusal, where this machine sees nothing: a port published by another container.
  await lanes.router.ensure(lanes.signal);
  await full.close();
});
