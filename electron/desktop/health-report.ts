import { platform, release } from "node:os";
import { healthReport as reportOf } from "../../shared/health-report";
import type { Health } from "../../shared/model/views";

/** The Health page's report, made where no page is needed. */
export function healthReport(health: Health): string {
  const { electron, chrome, node } = process.versions;
  const about = { System: `${platform()} ${release()}`, Electron: electron, Chromium: chrome, Node: node };
  return reportOf(health, [], about, new Date());
}
