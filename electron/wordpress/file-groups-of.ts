import type { FileGroup } from "../../shared/model/recording";
import type { VolumeId } from "../core/ports";
import type { FileChanges, FileGroups } from "../core/recording-ports";
import { groupFiles, headsWanted } from "./file-groups";

/** More than a whole WordPress with a shop and a year of pictures; what is beyond is only counted. */
const mostFiles = 50_000;
/** Answers that are remembered, of two versions each: they never change. */
const mostPairs = 300;
/** How long an answer about a lane, which does change, is good for. Milliseconds. */
const laneAnswerMs = 5000;

interface Asked {
  readonly answer: Promise<readonly FileGroup[]>;
  readonly work: AbortController;
  waiting: number;
  /** When the answer is not good any more; null: it is not there yet. */
  until: number | null;
}

/** Compares volumes once for all who ask; a comparison nobody waits for any more breaks off. */
export function createFileGroups(files: FileChanges, now: () => number = () => performance.now()): FileGroups {
  const asked = new Map<string, Asked>();

  const start = (before: VolumeId, after: VolumeId): Asked => {
    const key = keyOf(before, after);
    const work = new AbortController();
    const entry: Asked = { answer: compare(files, before, after, work.signal), work, waiting: 0, until: null };
    asked.set(key, entry);
    entry.answer.then(
      () => {
        entry.until = isVersion(before) && isVersion(after) ? Number.POSITIVE_INFINITY : now() + laneAnswerMs;
      },
      () => {
        if (asked.get(key) === entry) asked.delete(key);
      },
    );
    const oldest = asked.keys().next().value;
    if (asked.size > mostPairs && oldest !== undefined) asked.delete(oldest);
    return entry;
  };

  return {
    async group(before, after, signal) {
      signal.throwIfAborted();
      const key = keyOf(before, after);
      const known = asked.get(key);
      const good = known !== undefined && !known.work.signal.aborted && (known.until === null || now() < known.until);
      const entry = good ? known : start(before, after);
      // The one asked for last goes last.
      asked.delete(key);
      asked.set(key, entry);
      entry.waiting++;
      try {
        return await orAborted(entry.answer, signal);
      } finally {
        entry.waiting--;
        if (entry.waiting === 0 && entry.until === null) entry.work.abort();
      }
    },
  };
}

async function compare(
  files: FileChanges,
  before: VolumeId,
  after: VolumeId,
  signal: AbortSignal,
): Promise<readonly FileGroup[]> {
  const changed = await files.changes(before, after, mostFiles, signal);
  const wanted = headsWanted(changed.files);
  const none = new Map<string, string>();
  const [olds, news] =
    wanted.length === 0
      ? [none, none]
      : await Promise.all([files.heads(before, wanted, signal), files.heads(after, wanted, signal)]);
  return withMore(groupFiles(changed.files, { before: olds, after: news }), changed.more);
}

/** What was not looked at is counted as something else that changed, so that the sum is true. */
function withMore(groups: readonly FileGroup[], more: number): readonly FileGroup[] {
  if (more === 0) return groups;
  const last = groups.at(-1);
  if (last?.kind === "other") return [...groups.slice(0, -1), { ...last, changed: last.changed + more }];
  const counts = { added: 0, changed: more, removed: 0, bytes: 0 };
  return [...groups, { kind: "other", name: null, fromRelease: null, toRelease: null, ...counts, files: [] }];
}

const keyOf = (before: VolumeId, after: VolumeId): string => `${before} ${after}`;

const isVersion = (id: VolumeId): boolean => id.startsWith("v");

function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
