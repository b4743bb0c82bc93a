import { Clock } from "lucide-react";
import type { SiteDetail } from "../../shared/model/views";
import { parseGoal } from "../../shared/timeline/go-to";
import { shapeOf } from "../../shared/timeline/mark-kinds";
import type { Deeds } from "../actions/deeds";
import { titleOf } from "../site/list-rows";
import { dayName } from "../ui/time";
import { words } from "../words";
import { timeWords } from "./entries";
import type { Entry } from "./entry";

/** What a time in a person's words leads to on the site in view: the stretch around it, and the version to go back to. */
export function timeEntries(query: string, detail: SiteDetail | null, now: number, deeds: Deeds): readonly Entry[] {
  const goal = detail === null ? null : parseGoal(query, now);
  if (detail === null || goal === null) return [];
  const siteId = detail.site.id;
  const when = goal.grain === "day" ? dayName(goal.at, now) : timeWords(goal.at, now);
  const show: Entry = {
    key: "time.show",
    group: "time",
    icon: { kind: "icon", icon: Clock },
    text: words.palette.showTime(when),
    note: words.palette.onTimeline,
    also: "",
    run: () => deeds.showTime(siteId, goal),
  };
  const end = goal.grain === "day" ? endOfDay(goal.at) : goal.at;
  const before = lastBefore(detail, end);
  if (before === null) return [show];
  return [
    show,
    {
      key: "time.version",
      group: "time",
      icon: { kind: "mark", shape: shapeOf(before) },
      text: words.palette.lastBefore(titleOf(before)),
      note: timeWords(before.at, now),
      also: "",
      run: () => {
        deeds.showTime(siteId, goal);
        deeds.go({ kind: "site", siteId, view: "timeline", versionId: before.id });
      },
    },
  ];
}

/** Main's newest version that is not younger; all of a named day counts as before its end. */
function lastBefore(detail: SiteDetail, at: number) {
  const main = detail.branches.find((one) => one.kind === "main");
  const limit = new Date(at).toISOString();
  let found: SiteDetail["versions"][number] | null = null;
  for (const version of detail.versions)
    if (version.branchId === main?.id && version.at <= limit && (found === null || version.at > found.at))
      found = version;
  return found;
}

function endOfDay(at: number): number {
  const date = new Date(at);
  date.setHours(23, 59, 59, 999);
  return date.getTime();
}
