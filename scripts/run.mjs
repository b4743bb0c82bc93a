import { spawn } from "node:child_process";

/**
 * Runs a program with an argument array and collects what it says. Never throws: a program that is not there has status 127.
 * `show` passes its output through to ours instead; `logFile` descriptors may be given as `stdout`.
 */
export function run(command, args, options = {}) {
  const { timeoutMs = 0, input, show = false, env, cwd } = options;
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: env ? { ...process.env, ...env } : process.env,
      stdio: [input === undefined ? "ignore" : "pipe", show ? "inherit" : "pipe", show ? "inherit" : "pipe"],
    });
    let stdout = "";
    let stderr = "";
    let timedOut = false;
    const timer = timeoutMs > 0 ? setTimeout(() => ((timedOut = true), child.kill("SIGKILL")), timeoutMs) : undefined;
    child.stdout?.on("data", (chunk) => (stdout += chunk));
    child.stderr?.on("data", (chunk) => (stderr += chunk));
    child.on("error", (error) => {
      clearTimeout(timer);
      resolve({ status: error.code === "ENOENT" ? 127 : 126, stdout, stderr: stderr || error.message, timedOut });
    });
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      resolve({ status: code ?? (signal ? 137 : 1), stdout, stderr, timedOut });
    });
    if (input !== undefined) {
      // A program that stops reading early says why by its status.
      child.stdin.on("error", () => undefined);
      child.stdin.end(input);
    }
  });
}

/** As `run`, for what has to succeed. The error's message ends with the last of what the program said; `output` is all of it. */
export async function mustRun(command, args, options = {}) {
  const result = await run(command, args, options);
  if (result.status !== 0) {
    const why = result.timedOut ? `no end after ${options.timeoutMs} ms` : `status ${result.status}`;
    const output = `${result.stdout}\n${result.stderr}`.trim();
    const tail = output.split("\n").slice(-25).join("\n");
    const message = `${command} ${args.slice(0, 4).join(" ")} failed (${why})\n${tail}`;
    throw Object.assign(new Error(message), { output });
  }
  return result;
}

export const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/** Says what is being done and, afterwards, how long it took. */
export async function step(label, work) {
  const since = Date.now();
  console.log(`• ${label} ...`);
  const value = await work();
  console.log(`  done in ${seconds(since)}`);
  return value;
}
