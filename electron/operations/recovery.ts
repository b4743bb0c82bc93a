import { type AnyOperationDefinition } from "./definition";
import { owed } from "./entry";
import { settle } from "./execution";
import type { JournalEntry } from "./journal";
import { isForgotten } from "./retention";
import type { Run, RunSettings } from "./run-steps";

/** What a start found in the journal, by operation id. */
export interface Recovered {
  readonly undone: readonly string[];
  readonly finished: readonly string[];
  /** Could not be put right yet; kept, and tried again before the next operation on its site and at the next start. */
  readonly kept: readonly string[];
  readonly unreadable: readonly { readonly path: string; readonly detail: string }[];
}

/** Puts right what a crash left, newest first: an operation can only have built on what was there before it. */
export async function recoverRuns(
  definitions: readonly AnyOperationDefinition[],
  settings: RunSettings,
  adopt: (entry: JournalEntry, definition: AnyOperationDefinition) => Run,
  forgetBefore: number,
): Promise<Recovered> {
  const { entries, unreadable } = await settings.journal.readAll();
  for (const { path, detail } of unreadable) settings.log.error({ path, detail }, "journal entry can't be read");
  const result = {
    undone: [] as string[],
    finished: [] as string[],
    kept: [] as string[],
    unreadable: [...unreadable],
  };
  const newestFirst = [...entries].sort((a, b) => (a.operation.createdAt < b.operation.createdAt ? 1 : -1));
  for (const entry of newestFirst) {
    const { id } = entry.operation;
    if (isForgotten(entry, forgetBefore)) {
      await settings.journal.remove(id);
      continue;
    }
    const known = prepare(entry, definitions);
    if (known === null) {
      settings.log.error(
        { operation: id, kind: entry.operation.kind },
        "this release can't read the operation's state",
      );
      result.unreadable.push({ path: `${id}.json`, detail: `the state of ${entry.operation.kind} does not parse` });
      continue;
    }
    const run = adopt(known.entry, known.definition);
    const debt = owed(known.entry);
    await settle(run, settings);
    if (run.entry.pending !== null) result.kept.push(id);
    else if (debt === "undo") result.undone.push(id);
    else if (debt === "finish") result.finished.push(id);
  }
  settings.log.info({ ...result }, "recovered");
  return result;
}

/** Null where no definition of that kind parses its state: such an entry stays on disk, untouched. */
function prepare(
  entry: JournalEntry,
  definitions: readonly AnyOperationDefinition[],
): { readonly entry: JournalEntry; readonly definition: AnyOperationDefinition } | null {
  const definition = definitions.find((candidate) => candidate.kind === entry.operation.kind);
  const state = definition?.state.safeParse(entry.state);
  if (definition === undefined || state === undefined || !state.success) return null;
  return { definition, entry: { ...entry, state: state.data } };
}
