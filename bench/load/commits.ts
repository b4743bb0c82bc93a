import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Reachable } from "./load";
import script from "./commits.php?raw";

/** Commits posts at an even rate from a container of its own. Resolves, when it is over, to when each was committed, by number: milliseconds. */
export function commitPosts(
  at: Reachable,
  about: { readonly name: string; readonly label: string; readonly rate: number; readonly seconds: number },
  signal: AbortSignal,
): Promise<ReadonlyMap<number, number>> {
  const child = spawn(
    "docker",
    [
      ...["run", "--rm", "-i", "--name", about.name, "--label", about.label, "--network", "none"],
      ...["-v", `${at.volume}:${at.mountedAt}:nocopy`, "--entrypoint", "sh", at.image],
      ...["-c", 'cat > /tmp/commits.php; exec php /tmp/commits.php "$@"', "commits"],
      ...[at.socket, at.password, String(about.rate), String(about.seconds)],
    ],
    { signal, stdio: ["pipe", "pipe", "inherit"] },
  );
  child.stdin.on("error", () => undefined).end(script);
  const committed = new Map<number, number>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    const [number, seconds] = line.split(" ").map(Number);
    if (number !== undefined && seconds !== undefined) committed.set(number, seconds * 1000);
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status) => {
      if (status === 0) resolve(committed);
      else reject(new Error(`the client ended with status ${status} after ${committed.size} commits`));
    });
  });
}
