import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { ErrorReport } from "../../shared/errors";
import { OperationId } from "../../shared/ids";
import { Operation } from "../../shared/model/operation";
import { syncFolder, writeDurably } from "./durable-file";

/** Everything that is known of an operation; what recovery has to go by. */
export const JournalEntry = z.object({
  format: z.literal(1),
  operation: Operation,
  /** True once the commit step's end is on disk: from then on only forward. */
  committed: z.boolean(),
  cancelRequested: z.boolean(),
  /** What is still owed although the operation ended: undoing it, or finishing its last steps. */
  pending: z.enum(["undo", "finish"]).nullable(),
  /** Names of the steps whose undo has ended. */
  undone: z.array(z.string()),
  /** Why it is being undone. */
  cause: ErrorReport.nullable(),
  /** The definition's state; parsed by the definition's own schema. */
  state: z.unknown(),
});
export type JournalEntry = z.infer<typeof JournalEntry>;

export interface JournalContents {
  readonly entries: readonly JournalEntry[];
  /** Left where they are: what can't be read may still matter. */
  readonly unreadable: readonly { readonly path: string; readonly detail: string }[];
}

export interface Journal {
  /** Durable before it returns; replaces the operation's former entry, never leaves half of one. */
  write(entry: JournalEntry): Promise<void>;
  readAll(): Promise<JournalContents>;
  /** No-op when absent. */
  remove(id: string): Promise<void>;
}

/** One JSON file per operation. Made readable for its owner only: a state may hold a password. */
export async function openFileJournal(folder: string): Promise<Journal> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const pathOf = (id: string) => join(folder, `${OperationId.parse(id)}.json`);
  return {
    write: (entry) => writeDurably(pathOf(entry.operation.id), `${JSON.stringify(entry, null, 1)}\n`),
    readAll: () => readFolder(folder),
    async remove(id) {
      await rm(pathOf(id), { force: true });
      await syncFolder(folder);
    },
  };
}

async function readFolder(folder: string): Promise<JournalContents> {
  const entries: JournalEntry[] = [];
  const unreadable: { path: string; detail: string }[] = [];
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    // The rest of a write that a crash cut short; the entry it was to replace stands.
    if (name.endsWith(".tmp")) await rm(path, { force: true });
    if (!name.endsWith(".json")) continue;
    try {
      entries.push(JournalEntry.parse(JSON.parse(await readFile(path, "utf8"))));
    } catch (error) {
      unreadable.push({ path, detail: error instanceof Error ? error.message : String(error) });
    }
  }
  return { entries, unreadable };
}
