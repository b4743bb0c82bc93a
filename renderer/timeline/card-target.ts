import type { History, Place } from "../../shared/timeline/history";
import { asideIsShown, asideY, lineY, type Scene, xOf } from "./scene";

/** A mark of a row: an index into its mark table, and how many marks it stands for. */
export interface PointedMark {
  readonly row: number;
  readonly mark: number;
  readonly merged: number;
}

/** A mark and where it stands in the frame last drawn. */
export interface CardTarget extends PointedMark {
  readonly x: number;
  readonly y: number;
}

export function cardOf(scene: Scene, pointed: PointedMark | null): CardTarget | null {
  const row = pointed === null ? undefined : scene.history.rows[pointed.row];
  const at = pointed === null ? undefined : row?.marks.times[pointed.mark];
  if (pointed === null || row === undefined || at === undefined) return null;
  const aside = row.marks.asides[pointed.mark] ?? -1;
  const shown = aside !== -1 && asideIsShown(scene, row, aside);
  const y = shown ? asideY(scene, pointed.row, aside) : lineY(scene, pointed.row);
  return { ...pointed, x: Math.round(xOf(scene, at)), y };
}

export function cardOfPlace(scene: Scene, place: Place): CardTarget | null {
  const mark = scene.history.rows[place.row]?.markOf[place.index];
  const card = mark === undefined ? null : cardOf(scene, { row: place.row, mark, merged: 1 });
  return card !== null && card.x >= 0 && card.x <= scene.width ? card : null;
}

export function sameCard(a: CardTarget | null, b: CardTarget | null): boolean {
  if (a === null || b === null) return a === b;
  return a.row === b.row && a.mark === b.mark && a.x === b.x && a.y === b.y && a.merged === b.merged;
}

/** A click on a rewind opens the last version before it: what it left, and the way back. */
export function versionBehind(history: History, pointed: PointedMark): string | undefined {
  const row = history.rows[pointed.row];
  const source = row?.marks.sources[pointed.mark] ?? 0;
  if (row === undefined || source >= 0) return row?.versions[source]?.id;
  const rewind = row.rewinds[-1 - source];
  const left = row.versions.findLast((version) => version.laneId === rewind?.leftLaneId);
  return left?.id ?? rewind?.toVersionId ?? undefined;
}
