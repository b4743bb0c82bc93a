import { arch, platform, release } from "node:os";
import type { Health } from "../../shared/model/views";

/** What helps somebody else to help, as text: the Health page's report, made where no page is needed. No names of sites. */
export function healthReport({ adoptable, ...rest }: Health): string {
  const { electron, chrome, node } = process.versions;
  const system = { platform: platform(), release: release(), arch: arch(), electron, chrome, node };
  return JSON.stringify({ ...rest, adoptable: adoptable.length, system }, null, 2);
}
