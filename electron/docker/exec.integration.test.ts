import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connectEngine, type Docker, explainEngineError } from "./connection";
import { openTunnel, runExec, startExec } from "./exec";
import { ensureKeeper, removeKeeper } from "./keeper-container";
import { keeperName, newInstanceId } from "./labels";
import { openSocket } from "./tunnel";

const instance = `ts${newInstanceId().slice(2)}`;
const signal = AbortSignal.timeout(120_000);
let docker: Docker;
const run = (argv: readonly string[], input?: Readable | string) =>
  runExec(docker, keeperName(instance), argv, input === undefined ? {} : { input }, signal);

beforeAll(async () => {
  ({ docker } = await connectEngine(signal));
  await ensureKeeper(docker, instance, () => undefined, signal);
}, 120_000);
afterAll(() => removeKeeper(docker, instance), 60_000);

it("keeps a command's outputs apart and hands out its exit code", async () => {
  const done = await run(["sh", "-c", "echo out; echo err >&2; exit 3"]);
  expect(done).toEqual({ code: 3, stdout: Buffer.from("out\n"), stderr: "err\n" });
});

it("passes arguments as they are, never through a shell", async () => {
  const odd = ["$(id)", "a b", "-n", "'\"`", "ü\n🌊"];
  expect((await run(["printf", "%s|", ...odd])).stdout.toString()).toBe(`${odd.join("|")}|`);
});

it("streams megabytes through a command in both directions", async () => {
  const chunk = Buffer.alloc(1 << 20, "tide");
  const input = Readable.from(Array.from({ length: 24 }, () => chunk));
  const done = await run(["cat"], input);
  expect(done.stdout.length).toBe(24 << 20);
  expect(done.stdout.subarray(-4).toString()).toBe("tide");
});

it("ends a command that reads its input when it is cancelled", async () => {
  const cancel = new AbortController();
  const running = await startExec(docker, keeperName(instance), ["cat"], {}, cancel.signal);
  running.stdout.resume();
  cancel.abort(new Error("cancelled by the test"));
  expect(await running.exit(signal)).toBe(0);
});

it("tunnels to a Unix socket, several at a time", async () => {
  const socket = "/router/echo.sock";
  const cancel = new AbortController();
  const listen = ["socat", `UNIX-LISTEN:${socket},fork`, "EXEC:cat"];
  const server = await startExec(docker, keeperName(instance), listen, {}, cancel.signal);
  server.stderr.resume();
  for (let attempt = 0; (await run(["test", "-S", socket])).code !== 0; attempt++) expect(attempt).toBeLessThan(100);
  const tunnels = await Promise.all([1, 2, 3].map(() => openSocket(docker, instance, socket, false, signal)));
  const texts = await Promise.all(
    tunnels.map(async (tunnel, index) => {
      const text = `${index}`.repeat(300_000);
      tunnel.write(text);
      let heard = "";
      for await (const chunk of tunnel) {
        heard += String(chunk);
        if (heard.length >= text.length) break;
      }
      return heard === text;
    }),
  );
  expect(texts).toEqual([true, true, true]);
  cancel.abort();
});

it("errors when nobody listens at the socket", async () => {
  const tunnel = await openSocket(docker, instance, "/router/nobody.sock", false, signal);
  const failure = await new Promise((resolve) => tunnel.once("error", resolve).resume());
  expect(String(failure)).toContain("No such file");
});

it("refuses a path that is none", async () => {
  await expect(async () => openSocket(docker, instance, "/a,fork", false, signal)).rejects.toThrow("not a socket path");
});

it("ends the stream when the command is over", async () => {
  const tunnel = await openTunnel(docker, keeperName(instance), ["echo", "bye"], signal);
  let heard = "";
  for await (const chunk of tunnel) heard += String(chunk);
  expect(heard).toBe("bye\n");
});

it("says docker-unreachable for an engine that went away", () => {
  const refused = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  expect(explainEngineError(docker, refused)).toMatchObject({ code: "docker-unreachable" });
  const other = new Error("other");
  expect(explainEngineError(docker, other)).toBe(other);
});

it("makes a keeper anew that the engine can't start any more", async () => {
  const old = await docker.getContainer(keeperName(instance)).inspect();
  await docker.getContainer(old.Id).remove({ force: true, v: true });
  const { Image, Labels } = old.Config;
  const options = { name: keeperName(instance), Image, Labels, Entrypoint: ["/gone"] };
  await docker.createContainer({ ...options, HostConfig: old.HostConfig });
  await ensureKeeper(docker, instance, () => undefined, signal);
  const { State } = await docker.getContainer(keeperName(instance)).inspect();
  expect(State.Running).toBe(true);
  expect((await run(["true"])).code).toBe(0);
});
