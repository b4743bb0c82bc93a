import { execFileSync } from "node:child_process";
import os from "node:os";
import type { Engine } from "../electron/docker/connection";

/** What the figures depend on. Nothing that changes between two runs on the same machine. */
export function describeMachine(engine: Engine, driver: string): Record<string, string | number> {
  const { node, ...computer } = describeComputer();
  return { ...computer, docker: engine.version, store: driver, node };
}

export function describeComputer() {
  return {
    cpu: os.cpus()[0]?.model.trim() ?? "unknown",
    cores: os.cpus().length,
    memoryGb: Math.round(os.totalmem() / 1024 ** 3),
    system: `${os.type()} ${os.release()}`,
    node: process.version,
  };
}

/** The commit that was measured, marked where the sources of these folders differ from it. */
export function describeCommit(folders: readonly string[]): string {
  const git = (...args: string[]) => execFileSync("git", args, { encoding: "utf8" }).trim();
  try {
    const changed = git("status", "--porcelain", "--", ...folders) !== "";
    return git("rev-parse", "--short=12", "HEAD") + (changed ? "+changes" : "");
  } catch {
    // A source archive has no history.
    return "unknown";
  }
}
