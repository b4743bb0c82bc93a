import { platform, release } from "node:os";
import { healthReport as reportOf } from "../../shared/health-report";
import type { UseCases } from "../core/use-cases";

/** The Health page's report, made where no page is needed. */
export async function healthReport({ system, operations }: Pick<UseCases, "system" | "operations">): Promise<string> {
  const { signal } = new AbortController();
  const { electron, chrome, node } = process.versions;
  const about = { System: `${platform()} ${release()}`, Electron: electron, Chromium: chrome, Node: node };
  // Without an engine nothing is known of what has been done, and the report says what is in the way.
  const done = await operations.list(undefined, signal).catch(() => []);
  return reportOf(await system.health(undefined, signal), done, about, new Date());
}
