import type { Hint } from "../../shared/contract";
import type { Bringing, Catalogue, Databases, Exporting, Router, Stacks, Store, WordPress } from "./ports";
import type {
  Asks,
  FileChanges,
  FileGroups,
  Interpreter,
  InterpreterAbout,
  LogDecoder,
  Logs,
  Recorder,
  RecordingIndex,
  Space,
} from "./recording-ports";

/** Everything the use cases work on while an engine is at hand. Made by the composition root, handed on as it is. */
export interface World {
  readonly store: Store;
  readonly logs: Logs;
  readonly files: FileChanges;
  readonly fileGroups: FileGroups;
  readonly space: Space;
  readonly asks: Asks;
  /** One for each lane that is followed. */
  readonly openDecoder: () => LogDecoder;
  readonly openInterpreter: (about: InterpreterAbout) => Interpreter;
  readonly index: RecordingIndex;
  readonly recorder: Recorder;
  readonly stacks: Stacks;
  readonly databases: Databases;
  readonly router: Router;
  readonly wordpress: WordPress;
  readonly bringing: Bringing;
  readonly exporting: Exporting;
  readonly catalogue: Catalogue;
  readonly activity: Activity;
  /** The port the router answers on. */
  readonly port: number;
  /** Where exports are written. */
  readonly exportFolder: string;
  /** Tells every open interface that something changed. */
  readonly hint: (hint: Hint) => void;
  /** Logs what went wrong where nobody waits for an answer. */
  readonly warn: (error: unknown, fields: Readonly<Record<string, unknown>>) => void;
  readonly now: () => Date;
}

/**
 * What only memory knows: what is running, what the last probe saw, which peeks have been written to. Lost with the
 * process and found again by looking.
 */
export interface Activity {
  readonly running: Set<string>;
  /** Per lane, counts starts and stops, each when it begins and when it ends: odd while one is under way. */
  readonly changes: Map<string, number>;
  readonly starting: Set<string>;
  readonly lastStatus: Map<string, number>;
  /** Branches whose home page failed after it had been seen well: since when. */
  readonly failingSince: Map<string, string>;
  /** When a branch's home page answered well last. */
  readonly wellAt: Map<string, string>;
  /** Peeks whose admin was opened: what they show may no longer be the version. */
  readonly touchedPeeks: Set<string>;
  readonly mails: Map<string, number>;
  /** Slugs of sites that are being made, by site id: two at once must not get the same address. */
  readonly reserved: Map<string, string>;
}

export function newActivity(): Activity {
  return {
    running: new Set(),
    changes: new Map(),
    starting: new Set(),
    lastStatus: new Map(),
    failingSince: new Map(),
    wellAt: new Map(),
    touchedPeeks: new Set(),
    mails: new Map(),
    reserved: new Map(),
  };
}
