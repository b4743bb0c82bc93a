import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/websocket";
import { WebSocket } from "ws";
import { ended, spawnNode24 } from "../node24.mjs";

const serve = "out/serve/serve.js";

/** A data folder, an instance id and ports of our own: nothing of the person's Tidemark is touched. */
export function newHome(folder) {
  const instance = `td${randomBytes(3).toString("hex")}`;
  return {
    folder,
    instance,
    env: { TIDEMARK_HOME: join(folder, "data"), TIDEMARK_INSTANCE: instance, TIDEMARK_PORT_FROM: "8080" },
  };
}

/** The real loopback host with a client as the interface has one. */
export async function openHost({ env }) {
  const child = spawnNode24(serve, [], { env, stdio: ["ignore", "pipe", "inherit"] });
  const gone = ended(child);
  const address = await Promise.race([printedAddress(child), gone.then(() => undefined)]);
  if (address === undefined) throw new Error("Tidemark ended before it printed its address");
  const socket = await connect(address);
  const client = createORPCClient(new RPCLink({ websocket: socket }));
  const host = { address, client };
  return {
    ...host,
    /** Waits for the end of what `started` promises; throws unless it went well. */
    done: async (started) => {
      const { operationId } = await started;
      const operation = await until(async () => {
        const all = await client.operations.list();
        return all.find(({ id, endedAt }) => id === operationId && endedAt !== null);
      });
      if (operation.state !== "done") throw new Error(`${operation.title}: ${JSON.stringify(operation.error)}`);
      return operation;
    },
    until,
    /** Waits until branches of these ids answer and every site has been measured. */
    settled: (ids) =>
      until(async () => {
        const sites = await client.sites.list();
        const details = await Promise.all(sites.map(({ id }) => client.sites.get({ siteId: id })));
        const running = details.flatMap(({ branches }) => branches).filter(({ state }) => state === "running");
        const measured = sites.every(({ size }) => size.total !== null);
        return measured && ids.every((id) => running.some((branch) => branch.id === id));
      }),
    async close() {
      socket.terminate();
      child.kill("SIGTERM");
      await gone;
    },
  };
}

/** As a person would: by the command. */
export async function removeAll({ folder, env }) {
  const child = spawnNode24(serve, ["--remove-everything", "--yes"], { env });
  if ((await ended(child)) !== 0) throw new Error(`not everything could be removed; the data folder is ${folder}`);
  rmSync(folder, { recursive: true, force: true });
}

/** Runs a Python program with the instance's keeper, which alone sees the store. Resolves to what it prints. */
export async function inKeeper({ instance }, program, input) {
  const argv = ["exec", "-i", `tidemark-${instance}-keeper`, "python3", "-c", program];
  const child = spawn("docker", argv, { stdio: ["pipe", "pipe", "inherit"] });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text) => (said += text));
  child.stdin.end(input);
  const [status] = await once(child, "close");
  if (status !== 0) throw new Error(`the program in the keeper ended with status ${status}`);
  return said;
}

async function printedAddress(child) {
  for await (const line of createInterface({ input: child.stdout })) {
    const found = /^Tidemark: (\S+)$/.exec(line)?.[1];
    if (found === undefined) continue;
    child.stdout.resume();
    return found;
  }
  return undefined;
}

async function connect(address) {
  const url = new URL(address);
  const socket = new WebSocket(`ws://${url.host}/rpc`, { origin: url.origin });
  await once(socket, "open");
  socket.send(JSON.stringify({ token: new URLSearchParams(url.hash.slice(1)).get("token") }));
  await once(socket, "message");
  return socket;
}

/** Asks until there is an answer, for five minutes at most. */
async function until(ask) {
  const end = Date.now() + 5 * 60_000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error("waited for five minutes");
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}
