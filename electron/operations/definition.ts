import type { z } from "zod";
import type { Operation, OperationKind, OperationSubject, StepDetail } from "../../shared/model/operation";

/** What a step gets to work with. */
export interface StepContext<S> {
  /** The operation's id. */
  readonly id: string;
  /** The state as last saved. Read it anew after a `save`. */
  readonly state: S;
  /** Aborted when the person cancels or the app closes. Never aborted from the commit step on, nor while undoing for a cancel. */
  readonly signal: AbortSignal;
  /** How far this step has come: 0 to 1, null where it can't be known. Shown, never journalled; cheap to call often. */
  progress(fraction: number | null, detail?: StepDetail): void;
  /** Merges into the state; durable before it returns. Save a new id before making what it names. */
  save(patch: Partial<S>): Promise<void>;
}

/**
 * One step. `run` and `undo` are idempotent: a crash may come at any instant, and whatever was running runs again.
 *
 * - Before the commit step: a failure, a cancel or a crash calls `undo` from the step that was running back to the first,
 *   in reverse. So `undo` must cope with a `run` that did nothing, half or all of its work.
 * - The commit step: the operation counts as committed when its end is in the journal. If `run` fails, or a crash
 *   comes before that, its own `undo` is called first: put the old pointer back.
 * - After it: `run` only goes forward. A failure is tried again a few times, then the operation ends as done with an
 *   `error` (a warning), and the remaining steps are tried again before the next operation on the same site and
 *   at the next start. So they must be safe to run late. Their `undo` is never called.
 */
export interface Step<S> {
  /** Kebab-case, unique in its operation, kept across releases: the journal knows a step by it. */
  readonly name: string;
  /** Words for a person: "Keep the present". */
  readonly label: string;
  /** Its share of the whole, relative to the other steps; about its seconds. 0: book-keeping or tidying up, not shown. */
  readonly weight: number;
  /** Exactly one step of an operation has it. */
  readonly commit?: true;
  run(context: StepContext<S>): Promise<void>;
  undo?(context: StepContext<S>): Promise<void>;
}

/** A kind of long work. Called with the initial state at the start, before anything ran. */
export interface OperationDefinition<S extends object> {
  readonly kind: OperationKind;
  /** For logs; the interface has its own words for the kind and the subject. */
  readonly title: (state: S) => string;
  readonly subject?: (state: S) => Partial<OperationSubject>;
  /** The site it writes to; only one operation at a time has it. Null: runs at once. */
  readonly siteId: (state: S) => string | null;
  readonly branchId?: (state: S) => string | null;
  /** The version it goes to, opens or makes. */
  readonly versionId?: (state: S) => string | null;
  readonly moment?: (state: S) => Operation["moment"];
  /** True where a finished one can be taken back by one click. */
  readonly undoable?: boolean;
  readonly steps: readonly Step<S>[];
  /** What came of it, for the closing message. Called when the commit step is over. */
  readonly result?: (state: S) => Record<string, string>;
  /** Parses the state when it is read back from the journal. */
  readonly state: z.ZodType<S>;
}

/** A definition whatever its state is, as lists of definitions hold it: only the runner looks inside, after parsing the state. */
// A definition both takes and gives its state, so no other type fits all of them.
// oxlint-disable-next-line typescript/no-explicit-any
export type AnyOperationDefinition = OperationDefinition<any>;

/** Throws (a bug) unless step names are unique and exactly one step commits. */
export function checkDefinition(definition: AnyOperationDefinition): void {
  const names = definition.steps.map((step) => step.name);
  if (new Set(names).size !== names.length) throw new Error(`${definition.kind}: two steps have the same name`);
  const commits = definition.steps.filter((step) => step.commit).length;
  if (commits !== 1) throw new Error(`${definition.kind}: needs exactly one commit step, has ${commits}`);
}
