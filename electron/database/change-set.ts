import { assertNever } from "../../shared/errors";
import type { Definition, LoggedRow, LoggedTable, LoggedValue, LogItem, RowChange } from "../core/log-item";
import { type DefinitionEffect, effectsOf, type TableName } from "./change-set-definitions";
import { countedChanges, keyedChanges, type NetChange, type RowChanges } from "./change-set-rows";

export type { TableName } from "./change-set-definitions";
export type { NetChange } from "./change-set-rows";

/**
 * What a table's changes are measured against. `start`: its rows at the start. `nothing`: it was made or emptied in between, so
 * they are all its rows, and what it had is gone. `unknown`: a statement did to its rows what the log doesn't say; they are only
 * what came after it. `gone`: the table is no more.
 */
export type Since = "start" | "nothing" | "unknown" | "gone";

export interface TableChanges {
  /** As its latest rows have it; null where only statements touched it. */
  readonly table: LoggedTable | null;
  readonly name: TableName;
  readonly since: Since;
  /** Its name at the start, where it was renamed. */
  readonly wasCalled: TableName | null;
  readonly changes: Iterable<NetChange>;
}

/** The net changes between two points of one lane, from its log: what they cost follows how many there are. */
export interface ChangeSet {
  /** Tables with changes, or whose rows a statement touched. */
  tables(): Iterable<TableChanges>;
  /** The change of the row that has this primary key, or else of the one that had it at the start; null: none. In a table without a key: the whole row. */
  get(table: TableName, key: readonly LoggedValue[]): NetChange | null;
  /** All statements that were logged as such, in their order. */
  readonly definitions: readonly Definition[];
  /** Databases in which any table may have changed in a way the log doesn't say; `null` among them stands for all. */
  readonly unclear: ReadonlySet<string | null>;
}

/** Reads items to their end. A transaction counts once it is committed; what the log breaks off in doesn't. */
export async function changeSet(items: AsyncIterable<LogItem>): Promise<ChangeSet> {
  const set = new Changes();
  let open: (RowChange | Definition)[] = [];
  for await (const item of items) {
    switch (item.kind) {
      case "begin":
        open = [];
        break;
      case "row":
      case "definition":
        open.push(item);
        break;
      case "commit":
        for (const one of open) set.take(one);
        open = [];
        break;
      default:
        assertNever(item);
    }
  }
  return set;
}

interface State {
  readonly name: TableName;
  table: LoggedTable | null;
  since: Since;
  wasCalled: TableName | null;
  rows: RowChanges | null;
}

class Changes implements ChangeSet {
  readonly definitions: Definition[] = [];
  readonly unclear = new Set<string | null>();
  readonly #tables = new Map<string, State>();

  take(item: RowChange | Definition): void {
    if (item.kind === "row") this.#row(item.table, item.before, item.after);
    else {
      this.definitions.push(item);
      for (const effect of effectsOf(item)) this.#effect(effect);
    }
  }

  *tables(): Generator<TableChanges> {
    for (const { name, table, since, wasCalled, rows } of this.#tables.values()) {
      const changes = [...(rows?.changes() ?? [])];
      if (changes.length > 0 || since !== "start" || wasCalled !== null)
        yield { name, table, since, wasCalled, changes };
    }
  }

  get(table: TableName, key: readonly LoggedValue[]): NetChange | null {
    return this.#tables.get(keyOf(table))?.rows?.get(key) ?? null;
  }

  #row(table: LoggedTable, before: LoggedRow | null, after: LoggedRow | null): void {
    const state = this.#state(table);
    if (state.table !== null && state.table !== table && !sameColumns(state.table, table))
      this.#forget(state, "unknown");
    if (state.since === "gone") state.since = "unknown";
    state.table = table;
    state.rows ??= table.key.length > 0 ? keyedChanges(table.key) : countedChanges();
    state.rows.apply(before, after);
  }

  #effect(effect: DefinitionEffect): void {
    switch (effect.kind) {
      case "made":
      case "emptied":
        this.#forget(this.#state(effect.table), "nothing");
        break;
      case "dropped":
        this.#forget(this.#state(effect.table), "gone");
        break;
      case "altered":
        this.#forget(this.#state(effect.table), "unknown");
        break;
      case "renamed":
        this.#rename(effect.from, effect.to);
        break;
      case "unclear":
        this.unclear.add(effect.database);
        for (const state of this.#tables.values()) {
          if (effect.database === null || state.name.database === effect.database) this.#forget(state, "unknown");
        }
        break;
      default:
        assertNever(effect);
    }
  }

  #rename(from: TableName, to: TableName): void {
    const state = this.#state(from);
    this.#tables.delete(keyOf(from));
    const wasCalled = state.since === "nothing" ? null : (state.wasCalled ?? from);
    this.#tables.set(keyOf(to), { ...state, name: to, wasCalled });
    // Nothing is left under the old name, unless it was made in between.
    if (state.since !== "nothing") this.#forget(this.#state(from), "gone");
  }

  #forget(state: State, since: Since): void {
    state.rows = null;
    state.table = null;
    state.since = since;
  }

  #state(name: TableName): State {
    const key = keyOf(name);
    const known = this.#tables.get(key);
    if (known !== undefined) return known;
    const unclear = this.unclear.has(null) || this.unclear.has(name.database);
    const state: State = {
      name: { database: name.database, name: name.name },
      table: null,
      since: unclear ? "unknown" : "start",
      wasCalled: null,
      rows: null,
    };
    this.#tables.set(key, state);
    return state;
  }
}

const keyOf = ({ database, name }: TableName) => JSON.stringify([database, name]);

function sameColumns(one: LoggedTable, other: LoggedTable): boolean {
  return JSON.stringify([one.columns, one.key]) === JSON.stringify([other.columns, other.key]);
}
