import type { FileGroup } from "../../shared/model/recording";
import { bytes } from "../ui/bytes";
import { words } from "../words";

/** Pure: groups of files in words. */

type GroupKind = FileGroup["kind"];

/** What somebody wants to know that it did not change. */
const told = ["plugin", "theme", "core", "uploads"] as const satisfies readonly GroupKind[];

export function groupName({ kind, name }: Pick<FileGroup, "kind" | "name">): string {
  return name ?? words.recording.files.kinds[kind];
}

/** "1.2 to 1.3" where a release says it all, else how many files. */
export function groupValue(group: FileGroup): string {
  const text = words.recording.files;
  const { fromRelease, toRelease, added, changed, removed } = group;
  if (fromRelease !== null && toRelease !== null) return text.releases(fromRelease, toRelease);
  if (toRelease !== null) return text.came(toRelease);
  const parts = [
    added > 0 ? text.added(added) : "",
    changed > 0 ? text.changed(changed) : "",
    removed > 0 ? text.removed(removed) : "",
  ];
  return parts.filter(Boolean).join(", ");
}

/** "+6.2 MB", "−1.1 MB" */
export function filesTotal(groups: readonly FileGroup[]): string {
  const sum = groups.reduce((total, group) => total + group.bytes, 0);
  return `${sum < 0 ? "−" : "+"}${bytes(Math.abs(sum))}`;
}

/** Kinds of which nothing changed, in words. */
export function unchangedKinds(groups: readonly FileGroup[]): readonly string[] {
  const kinds = new Set(groups.map(({ kind }) => kind));
  return told.filter((kind) => !kinds.has(kind)).map((kind) => words.recording.files.unchangedKinds[kind]);
}
