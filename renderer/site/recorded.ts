import type { RecorderState } from "../../shared/model/recording";
import type { SiteDetail } from "../../shared/model/views";

/** Pure: how far back, and how well, a site is recorded. */

/** Times of a lane's opening and of its first recorded second are taken by different clocks. Milliseconds. */
const slack = 5_000;

/** Since when every second of main's line can be gone to, without a gap, across its rewinds; null: no second can. */
export function everySecondSince(detail: Pick<SiteDetail, "branches" | "lanes" | "versions" | "reach">): string | null {
  const main = detail.branches.find(({ kind }) => kind === "main");
  const lanes = new Map(detail.lanes.map((lane) => [lane.id, lane]));
  let lane = lanes.get(main?.headLaneId ?? "");
  let until: string | null = null;
  let since: string | null = null;
  while (lane !== undefined) {
    const { id, openedAt, fromVersionId } = lane;
    // Instants are all of one form: they compare as text.
    const stretch = detail.reach.find(
      ({ laneId, from, to }) =>
        laneId === id && (until === null ? to === null : from <= until && (to === null || to >= until)),
    );
    if (stretch === undefined) break;
    since = stretch.from;
    if (Date.parse(stretch.from) > Date.parse(openedAt) + slack) break;
    const origin = detail.versions.find((version) => version.id === fromVersionId);
    if (origin === undefined) break;
    until = origin.at;
    lane = lanes.get(origin.laneId);
  }
  return since;
}

/** What is to be said about recording, worst first; null while it is as it should be. A branch that is off records nothing. */
export function recorderTrouble({
  branches,
  recorders,
}: Pick<SiteDetail, "branches" | "recorders">): RecorderState | null {
  const states = branches
    .filter(({ trashedAt, kind }) => trashedAt === null && kind !== "peek")
    .flatMap(({ id }) => recorders[id] ?? [])
    .filter((state) => state.kind !== "live" && !(state.kind === "stopped" && state.reason === "not-running"));
  return states.find(({ kind }) => kind === "stopped") ?? states[0] ?? null;
}
