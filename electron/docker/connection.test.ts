import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectEngine, isAtLeast } from "./connection";
import { createFrameParser } from "./demux";
import { findEndpoints } from "./endpoints";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "tidemark-endpoints-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const signal = AbortSignal.timeout(20_000);

function writeContext(name: string, host: string) {
  const folder = join(home, ".docker/contexts/meta", createHash("sha256").update(name).digest("hex"));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(home, ".docker/config.json"), JSON.stringify({ currentContext: name }));
  writeFileSync(join(folder, "meta.json"), JSON.stringify({ Name: name, Endpoints: { docker: { Host: host } } }));
}

/** An engine that says it has this version, on a socket in the home folder. */
async function fakeEngine<T>(version: string, during: (host: string) => Promise<T>): Promise<T> {
  const path = join(home, "engine.sock");
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ Version: version, ApiVersion: "1.41", Os: "linux" }));
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  try {
    return await during(`unix://${path}`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

describe("finding the engine", () => {
  it("takes DOCKER_HOST before everything else", () => {
    writeContext("colima", "unix:///elsewhere.sock");
    const found = findEndpoints({ env: { DOCKER_HOST: "tcp://10.0.0.1:2375" }, home, platform: "linux" });
    expect(found).toEqual([{ host: "tcp://10.0.0.1:2375", source: "DOCKER_HOST", tlsFolder: null }]);
  });

  it("follows the chosen docker context", () => {
    writeContext("colima", "unix:///elsewhere.sock");
    expect(findEndpoints({ env: {}, home, platform: "darwin" })).toEqual([
      { host: "unix:///elsewhere.sock", source: "context", tlsFolder: null },
    ]);
  });

  it("lets DOCKER_CONTEXT=default undo a chosen context", () => {
    writeContext("colima", "unix:///elsewhere.sock");
    const found = findEndpoints({ env: { DOCKER_CONTEXT: "default" }, home, platform: "linux" });
    expect(found.every((endpoint) => endpoint.source === "default")).toBe(true);
  });

  it("tries the sockets of Colima and OrbStack where there is no other word", () => {
    for (const path of [".colima/default", ".orbstack/run"]) {
      mkdirSync(join(home, path), { recursive: true });
      writeFileSync(join(home, path, "docker.sock"), "");
    }
    const hosts = findEndpoints({ env: {}, home, platform: "darwin" }).map((endpoint) => endpoint.host);
    expect(hosts).toContain(`unix://${home}/.colima/default/docker.sock`);
    expect(hosts).toContain(`unix://${home}/.orbstack/run/docker.sock`);
  });

  it("survives a broken config.json", () => {
    mkdirSync(join(home, ".docker"), { recursive: true });
    writeFileSync(join(home, ".docker/config.json"), "{");
    expect(() => findEndpoints({ env: {}, home, platform: "linux" })).not.toThrow();
  });

  it("tries the named pipe on Windows", () => {
    expect(findEndpoints({ env: {}, home, platform: "win32" })[0]?.host).toBe("npipe:////./pipe/docker_engine");
  });
});

describe("connecting", () => {
  it("says docker-unreachable where nobody listens", async () => {
    const env = { DOCKER_HOST: `unix://${home}/nobody.sock` };
    await expect(connectEngine(signal, { env, home })).rejects.toMatchObject({ code: "docker-unreachable" });
  });

  it("says docker-missing where there is no socket at all", async () => {
    await expect(connectEngine(signal, { env: {}, home, platform: "win32" })).rejects.toMatchObject({
      code: "docker-missing",
    });
  });

  it("says docker-too-old for an engine before 20.10", async () => {
    await fakeEngine("19.3.15", async (host) => {
      await expect(connectEngine(signal, { env: { DOCKER_HOST: host }, home })).rejects.toMatchObject({
        code: "docker-too-old",
        data: { version: "19.3.15", needed: "20.10" },
      });
    });
  });

  it("connects to an engine that is new enough", async () => {
    await fakeEngine("27.1.0", async (host) => {
      const engine = await connectEngine(signal, { env: { DOCKER_HOST: host }, home });
      expect(engine).toMatchObject({ endpoint: host, version: "27.1.0", api: "1.41" });
    });
  });

  it.each([
    ["20.10.24+dfsg1", true],
    ["20.9.9", false],
    ["19.03.1", false],
    ["28.2.2", true],
    ["dev", true],
  ])("compares %s with 20.10", (version, expected) => expect(isAtLeast(version, "20.10")).toBe(expected));
});

describe("splitting a Docker stream", () => {
  it("finds the frames however the bytes are cut", () => {
    const frame = (kind: number, text: string) => {
      const header = Buffer.alloc(8);
      header.writeUInt8(kind, 0);
      header.writeUInt32BE(text.length, 4);
      return Buffer.concat([header, Buffer.from(text)]);
    };
    const bytes = Buffer.concat([frame(1, "hello "), frame(2, "oh"), frame(1, ""), frame(1, "world")]);
    for (let size = 1; size <= bytes.length; size++) {
      const heard: Record<number, string> = { 1: "", 2: "" };
      const feed = createFrameParser((kind, payload) => {
        heard[kind] += payload.toString();
      });
      for (let at = 0; at < bytes.length; at += size) feed(bytes.subarray(at, at + size));
      expect(heard).toEqual({ 1: "hello world", 2: "oh" });
    }
  });
});
