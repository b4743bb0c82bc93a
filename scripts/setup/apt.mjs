import { existsSync } from "node:fs";
import { mustRun, run } from "../run.mjs";

/** How root's rights can be had without a question: 'root', 'sudo' (passwordless) or 'none'. */
export async function rootAccess() {
  if (process.platform !== "linux") return "none";
  if (process.getuid() === 0) return "root";
  return (await run("sudo", ["-n", "true"], { timeoutMs: 5000 })).status === 0 ? "sudo" : "none";
}

export const hasApt = () => existsSync("/usr/bin/apt-get");

/** Runs a program as root; throws where that is not possible without a password. */
export async function asRoot(command, args, options = {}) {
  const access = await rootAccess();
  if (access === "none") throw new Error(`this needs root: ${command} ${args.join(" ")}`);
  return access === "root" ? mustRun(command, args, options) : mustRun("sudo", ["-n", command, ...args], options);
}

/** Installs Debian packages, without what they only recommend. Names that this release does not have may be given as `ifKnown`. */
export async function installPackages(names, { ifKnown = [] } = {}) {
  await asRoot("apt-get", ["-q", "update"], { timeoutMs: 5 * 60_000 });
  const known = [];
  for (const name of ifKnown) {
    if (/Candidate: (?!\(none\))/.test((await run("apt-cache", ["policy", name], { env: { LC_ALL: "C" } })).stdout))
      known.push(name);
  }
  const args = [
    "DEBIAN_FRONTEND=noninteractive",
    "apt-get",
    "-q",
    "install",
    "-y",
    "--no-install-recommends",
    ...names,
    ...known,
  ];
  await asRoot("env", args, { timeoutMs: 20 * 60_000 });
}
