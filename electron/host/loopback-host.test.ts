import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/websocket";
import type { ContractRouterClient } from "@orpc/contract";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { WebSocket as Ws } from "ws";
import type { Contract } from "../../shared/contract";
import { AppError } from "../../shared/errors";
import { silent } from "../operations/testing";
import { type LoopbackHost, openLoopbackHost } from "./loopback-host";
import { refusedCode } from "./rpc-sockets";
import { ask, noteCalls, opened, openSocket } from "./testing";

let folder: string;
let host: LoopbackHost;
let calls: string[];
let streamEnded: Promise<void>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tidemark-host-"));
  await mkdir(join(folder, "renderer/assets"), { recursive: true });
  await writeFile(join(folder, "renderer/index.html"), "<title>Tidemark</title>");
  await writeFile(join(folder, "renderer/assets/app-1a2b.js"), "1");
  await writeFile(join(folder, "secret.json"), "secret");
  await symlink(join(folder, "secret.json"), join(folder, "renderer/link.json"));
  const ended = Promise.withResolvers<void>();
  streamEnded = ended.promise;
  const noted = noteCalls({
    "system.platform": async () => ({ kind: "browser", chooseFile: false }),
    "sites.list": async () => [],
    "sites.trash": () => Promise.reject(new Error("a bug with a password in it")),
    "sites.get": async () => {
      throw new AppError("not-found", { what: "site", id: "x" }, "There is no such site.", "Look at the list again.");
    },
    "operations.list": async () => "not what the contract says",
    "system.events": async (_, signal) =>
      (async function* () {
        try {
          yield { kind: "sites" };
          await new Promise((resolve) => signal.addEventListener("abort", resolve));
        } finally {
          ended.resolve();
        }
      })(),
    "branches.logs": async () =>
      (async function* () {
        yield { source: "web", at: "now", text: "one" };
        throw new AppError("not-running", { name: "main" }, "main is not running.", "Start it first.");
      })(),
  });
  calls = noted.calls;
  host = await openLoopbackHost({
    useCases: noted.useCases,
    log: silent,
    interfaceFolder: join(folder, "renderer"),
    uploadFolder: join(folder, "uploads"),
    exportFolder: join(folder, "exports"),
    port: 0,
  });
});
afterEach(async () => {
  await host.close();
  await rm(folder, { recursive: true });
});

const origin = () => `http://127.0.0.1:${host.port}`;
const bearer = () => ({ authorization: `Bearer ${host.token}`, origin: origin() });

async function connectClient(token = host.token) {
  const { socket, next, ended } = openSocket(host.port);
  await opened(socket);
  socket.send(JSON.stringify({ token }));
  expect(await next()).toBe('{"ok":true}');
  const link = new RPCLink({ websocket: socket as Pick<Ws, "send"> as unknown as WebSocket });
  const client: ContractRouterClient<Contract> = createORPCClient(link);
  return { client, socket, ended };
}

describe("the interface's files", () => {
  it("are served under strict headers, the hashed ones to be kept", async () => {
    const page = await ask(host.port, "/");
    expect(page).toMatchObject({ status: 200, body: "<title>Tidemark</title>" });
    expect(page.headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "content-security-policy": expect.stringMatching(/default-src 'none'.*frame-ancestors 'none'/) as string,
      "cache-control": "no-cache",
    });
    expect(page.headers["access-control-allow-origin"]).toBeUndefined();
    expect((await ask(host.port, "/assets/app-1a2b.js")).headers["cache-control"]).toContain("immutable");
  });

  it.each([
    "/../secret.json",
    "/..%2fsecret.json",
    "/%2e%2e/secret.json",
    "/assets/..%5c..%5csecret.json",
    "/assets/../../secret.json",
    "/link.json",
    "/%00",
    "//etc/passwd",
    "/%",
    "/absent.js",
  ])("never include %s", async (path) => {
    const answer = await ask(host.port, path);
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain("secret");
  });

  it.each(["evil.example", "evil.example:PORT", "127.0.0.1", "127.0.0.1.evil.example:PORT", "blog.localhost:PORT"])(
    "are refused to a page that knows this host as %s",
    async (name) => {
      const answer = await ask(host.port, "/", { headers: { host: name.replace("PORT", String(host.port)) } });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.body).not.toContain("Tidemark");
    },
  );

  it.each(["localhost", "[::1]"])("are served under the name %s", async (name) => {
    expect((await ask(host.port, "/", { headers: { host: `${name}:${host.port}` } })).status).toBe(200);
  });

  it.each(["http://blog.localhost", "null", "http://127.0.0.1:1", "https://evil.example"])(
    "are refused to scripts of %s",
    async (foreign) => {
      expect((await ask(host.port, "/", { headers: { origin: foreign } })).status).toBe(403);
    },
  );

  it("can't be reached from another machine", async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((address) => address?.family === "IPv4" && !address.internal);
    // A machine without a network has nobody to be reached from.
    if (outside === undefined) return;
    const refused = await new Promise((resolve) => {
      const socket = connect(host.port, outside.address);
      socket.on("connect", () => resolve(socket.destroy() && false));
      socket.on("error", () => resolve(true));
    });
    expect(refused).toBe(true);
  });
});

describe("the contract over a WebSocket", () => {
  it("answers calls after the token", async () => {
    const { client } = await connectClient();
    expect(await client.system.platform()).toEqual({ kind: "browser", chooseFile: false });
    expect(await client.sites.list()).toEqual([]);
  });

  it("loses no call that follows the token without waiting", async () => {
    const { socket, next } = openSocket(host.port);
    await opened(socket);
    socket.send(JSON.stringify({ token: host.token }));
    socket.send(JSON.stringify({ i: "1", p: { u: "/sites/list", m: "POST" } }));
    expect(await next()).toBe('{"ok":true}');
    expect(await next()).toContain('"i":"1"');
    expect(calls).toEqual(["sites.list"]);
  });

  it("gives expected errors as what they are, and a bug only as an id", async () => {
    const { client } = await connectClient();
    const site = { siteId: "s00000000000" };
    await expect(client.sites.get(site)).rejects.toMatchObject({
      code: "APP",
      defined: true,
      data: { code: "not-found", hint: "Look at the list again.", data: { what: "site" } },
    });
    const bug = await client.sites.trash().catch((error: unknown) => error);
    expect(bug).toMatchObject({ code: "APP", data: { code: "internal" } });
    expect(JSON.stringify(bug)).not.toContain("password");
    await expect(client.operations.list()).rejects.toMatchObject({ data: { code: "internal" } });
  });

  it("lets no malformed call reach a use case", async () => {
    const { client } = await connectClient();
    const bad = { siteId: "'; DROP TABLE site; --" };
    await expect(client.sites.get(bad)).rejects.toMatchObject({ code: "APP", data: { code: "invalid-input" } });
    expect(calls).toEqual([]);
  });

  it.each(["/sites/nothing", "/sites/constructor", "/__proto__/toString", "/sites", "/"])(
    "has no procedure %s",
    async (path) => {
      const { socket, next } = openSocket(host.port);
      await opened(socket);
      socket.send(JSON.stringify({ token: host.token }));
      socket.send(JSON.stringify({ i: "1", p: { u: path, m: "POST" } }));
      await next();
      expect(JSON.parse(await next())).toMatchObject({ i: "1", p: { s: 404 } });
      expect(calls).toEqual([]);
    },
  );

  it("streams events until the page goes away, and says why a stream broke", async () => {
    const { client, socket } = await connectClient();
    const events = await client.system.events();
    expect((await events.next()).value).toEqual({ kind: "sites" });
    const logs = await client.branches.logs({ branchId: "b00000000000" });
    expect((await logs.next()).value).toMatchObject({ text: "one" });
    await expect(logs.next()).rejects.toMatchObject({ code: "APP", data: { code: "not-running" } });
    socket.terminate();
    await streamEnded;
  });

  it.each([
    ["a wrong token", () => JSON.stringify({ token: "x".repeat(43) })],
    ["an empty token", () => JSON.stringify({ token: "" })],
    ["no token", () => JSON.stringify({ i: "1", p: { u: "/sites/list", m: "POST" } })],
    ["something else beside the token", () => JSON.stringify({ token: host.token, more: 1 })],
    ["no JSON", () => "hello"],
  ])("is closed on %s, without effect", async (_, first) => {
    const { socket, ended } = openSocket(host.port);
    await opened(socket);
    socket.send(first());
    socket.send(JSON.stringify({ i: "1", p: { u: "/sites/list", m: "POST" } }));
    expect(await ended).toBe(refusedCode);
    expect(calls).toEqual([]);
  });

  it("is closed when no token comes", { timeout: 8000 }, async () => {
    const { ended } = openSocket(host.port);
    expect(await ended).toBe(refusedCode);
  });

  it.each([
    ["host", { host: "evil.example" }],
    ["origin", { origin: "https://evil.example" }],
    ["origin of one of the person's sites", { origin: "http://blog.localhost" }],
  ])("is refused to a foreign %s", async (_, headers) => {
    expect(await openSocket(host.port, headers).ended).toBe(403);
  });

  it("is refused to who names no origin, and on other paths", async () => {
    const handshake = {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
    };
    expect((await ask(host.port, "/rpc", { headers: handshake })).status).toBe(403);
    expect((await ask(host.port, "/other", { headers: { ...handshake, origin: origin() } })).status).toBe(404);
  });

  it("is closed on an oversized message, before and after the token", async () => {
    const before = openSocket(host.port);
    await opened(before.socket);
    before.socket.send("x".repeat(2 * 1024 * 1024));
    expect(await before.ended).toBe(1009);
    const { socket, ended } = await connectClient();
    socket.send("x".repeat(2 * 1024 * 1024));
    expect(await ended).toBe(1009);
    expect(calls).toEqual([]);
  });

  it("does not take a token again after its host was closed", async () => {
    const { port, token } = host;
    const open = await connectClient();
    await host.close();
    expect([1001, 1006]).toContain(await open.ended);
    const { useCases } = noteCalls();
    const paths = { interfaceFolder: folder, uploadFolder: join(folder, "u"), exportFolder: join(folder, "e") };
    host = await openLoopbackHost({ useCases, log: silent, ...paths, port });
    expect(host.token).not.toBe(token);
    const { socket, ended } = openSocket(port);
    await opened(socket);
    socket.send(JSON.stringify({ token }));
    expect(await ended).toBe(refusedCode);
  });
});

describe("uploads", () => {
  it("are streamed into the data folder under a safe name", async () => {
    const name = encodeURIComponent("../../-rf 🌊 \u0000Mein Blög.zip");
    const answer = await ask(host.port, `/upload?name=${name}`, { method: "PUT", headers: bearer(), body: "PK" });
    expect(answer.status).toBe(200);
    const { path } = JSON.parse(answer.body) as { path: string };
    expect(dirname(dirname(path))).toBe(join(folder, "uploads"));
    expect(path.endsWith("Mein Blög.zip")).toBe(true);
    expect(await readFile(path, "utf8")).toBe("PK");
  });

  it("are refused without the token, with a wrong one and from a foreign page", async () => {
    const put = (headers: Record<string, string>) =>
      ask(host.port, "/upload?name=a.zip", { method: "PUT", headers, body: "PK" });
    expect((await put({ origin: origin() })).status).toBe(403);
    expect((await put({ origin: origin(), authorization: "Bearer x" })).status).toBe(403);
    expect((await put({ ...bearer(), origin: "http://blog.localhost" })).status).toBe(403);
    expect((await put({ authorization: `Bearer ${host.token}` })).status).toBe(403);
    expect((await put({ ...bearer(), host: "evil.example" })).status).toBe(403);
    expect(await readdir(join(folder, "uploads"))).toEqual([]);
  });

  it("are refused when the disk would be full, and leave nothing when they break off", async () => {
    const huge = { ...bearer(), "content-length": String(2 ** 50) };
    const answer = await new Promise<number>((resolve) => {
      const socket = connect(host.port, "127.0.0.1");
      const lines = Object.entries({ host: `127.0.0.1:${host.port}`, ...huge }).map(
        ([name, value]) => `${name}: ${value}`,
      );
      socket.write(`PUT /upload?name=a.zip HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\nPK`);
      socket.once("data", (data) => resolve(Number(String(data).split(" ")[1])));
    });
    expect(answer).toBe(507);

    const socket = connect(host.port, "127.0.0.1");
    const { authorization } = bearer();
    socket.write(
      `PUT /upload?name=a.zip HTTP/1.1\r\nhost: 127.0.0.1:${host.port}\r\norigin: ${origin()}\r\nauthorization: ${authorization}\r\ncontent-length: 1000\r\n\r\nPK`,
    );
    const uploads = join(folder, "uploads");
    await expect.poll(() => readdir(uploads), { timeout: 3000 }).toHaveLength(1);
    socket.destroy();
    await expect.poll(() => readdir(uploads), { timeout: 3000 }).toHaveLength(0);
  });
});

describe("downloads", () => {
  const askTicket = (path: string, headers: Record<string, string> = bearer()) =>
    ask(host.port, "/download", {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify({ path }),
    });

  it("give an export once for a ticket", async () => {
    await mkdir(join(folder, "exports"));
    const path = join(folder, "exports", "Blög.zip");
    await writeFile(path, "PK");
    const { url } = JSON.parse((await askTicket(path)).body) as { url: string };
    const first = await ask(host.port, url);
    expect(first).toMatchObject({ status: 200, body: "PK" });
    expect(first.headers["content-disposition"]).toBe("attachment; filename*=UTF-8''Bl%C3%B6g.zip");
    expect((await ask(host.port, url)).status).toBe(403);
  });

  it("are refused for anything but an export, without the token and without a ticket", async () => {
    await mkdir(join(folder, "exports/below"), { recursive: true });
    await symlink(join(folder, "secret.json"), join(folder, "exports/link"));
    const secret = join(folder, "secret.json");
    for (const path of [
      secret,
      join(folder, "exports/../secret.json"),
      join(folder, "exports/link"),
      join(folder, "exports/below"),
      "/etc/passwd",
    ]) {
      expect((await askTicket(path)).status).toBe(404);
    }
    expect((await askTicket(secret, { origin: origin() })).status).toBe(403);
    expect((await ask(host.port, `/download?path=${encodeURIComponent(secret)}`)).status).toBe(403);
    expect((await ask(host.port, "/download?ticket=x")).status).toBe(403);
  });
});

describe("the port", () => {
  it("is named in the error when it is taken", async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) =>
      other.listen(0, "127.0.0.1", () => resolve((other.address() as { port: number }).port)),
    );
    const { useCases } = noteCalls();
    const paths = { interfaceFolder: folder, uploadFolder: join(folder, "u"), exportFolder: join(folder, "e") };
    await expect(openLoopbackHost({ useCases, log: silent, ...paths, port })).rejects.toMatchObject({
      code: "port-taken",
      data: { port },
    });
    await new Promise((resolve) => other.close(resolve));
  });
});
