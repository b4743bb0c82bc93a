import { spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Runs Docker's own command line, as a person would, and gives what it printed. Rejects with its complaint. */
export async function docker(args: readonly string[], signal: AbortSignal, input?: string | Readable): Promise<string> {
  const child = spawn("docker", [...args], { signal, stdio: ["pipe", "pipe", "pipe"] });
  let printed = "";
  let complaint = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (printed += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complaint = (complaint + text).slice(-4000)));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  // A command that fails closes its input early; its exit status says more than that.
  const fed =
    input === undefined || typeof input === "string"
      ? Promise.resolve(void child.stdin.on("error", () => undefined).end(input))
      : pipeline(input, child.stdin).catch(() => undefined);
  const status = await ended;
  await fed;
  if (status === 0) return printed.trim();
  throw new Error(`docker ${withoutSecrets(args)}: status ${status}\n${complaint}`);
}

const withoutSecrets = (args: readonly string[]) =>
  args
    .map((each) => (/PASSWORD|PWD/.test(each) ? each.replace(/=.*/s, "=...") : each))
    .join(" ")
    .slice(0, 300);

/** The standard output of a command as a stream, for piping into another. */
export function dockerStream(args: readonly string[], signal: AbortSignal): Readable {
  const child = spawn("docker", [...args], { signal, stdio: ["ignore", "pipe", "inherit"] });
  child.once("error", (error) => child.stdout.destroy(error));
  child.once("close", (status) => {
    if (status !== 0) child.stdout.destroy(new Error(`docker ${withoutSecrets(args)}: status ${status}`));
  });
  return child.stdout;
}

/** Removes every container and volume that carries the label. Idempotent. */
export async function removeLabelled(label: string, signal: AbortSignal): Promise<void> {
  const lines = async (args: readonly string[]) => (await docker(args, signal)).split("\n").filter(Boolean);
  const containers = await lines(["ps", "--all", "--quiet", "--filter", `label=${label}`]);
  if (containers.length > 0) await docker(["rm", "--force", "--volumes", ...containers], signal);
  const volumes = await lines(["volume", "ls", "--quiet", "--filter", `label=${label}`]);
  if (volumes.length > 0) await docker(["volume", "rm", "--force", ...volumes], signal);
}

/** How long the work took, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
