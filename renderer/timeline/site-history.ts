import type { SiteDetail } from "../../shared/model/views";
import { type History, historyOf } from "../../shared/timeline/history";

const made = new WeakMap<SiteDetail, History>();

/** The history of a site's answer, made once however many parts of the page show it. */
export function siteHistory(detail: SiteDetail): History {
  const known = made.get(detail);
  if (known !== undefined) return known;
  const history = historyOf(detail);
  made.set(detail, history);
  return history;
}
