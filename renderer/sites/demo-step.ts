import type { SiteDetail, VersionView } from "../../shared/model/views";

/** What is to be tried next on a demo site. */
export type DemoStep = "break" | "rewind" | "branch" | "done";

export function demoStep({ branches }: Pick<SiteDetail, "branches">): DemoStep {
  const main = branches.find((branch) => branch.kind === "main");
  if (main === undefined || branches.some((branch) => branch.kind === "branch")) return "done";
  if (main.state === "failing") return "rewind";
  return main.lanes.length > 1 ? "branch" : "break";
}

/** What to rewind to: the version that took itself just before the update, else the beginning. */
export function lastGood({ versions }: Pick<SiteDetail, "versions">, branchId: string): VersionView | undefined {
  const own = versions.filter((version) => version.branchId === branchId);
  return own.findLast(({ cause }) => cause.kind === "risk") ?? own.find(({ cause }) => cause.kind === "created");
}

/** The name for a branch made by one click: the first that is free. */
export function freeBranchName({ branches }: Pick<SiteDetail, "branches">, name: string): string {
  const taken = new Set(branches.map((branch) => branch.name));
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? name : `${name}-${count}`;
    if (!taken.has(candidate)) return candidate;
  }
}
