import type { Health } from "../../shared/model/views";

/** What helps somebody else to help: everything on the page, as text. No names of sites, no addresses. */
export function healthReport(health: Health): string {
  const { adoptable, ...rest } = health;
  return JSON.stringify({ ...rest, adoptable: adoptable.length, agent: navigator.userAgent }, null, 2);
}
