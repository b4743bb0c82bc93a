import type { Choices } from "../../shared/model/views";
import type { Bringing, Databases, Exporting, Router, Stacks, Store, WordPress } from "../core/ports";
import type { Engine } from "../docker/connection";
import type { Log } from "../operations/report-error";

/** The implementations of the ports on one engine. */
export interface Parts {
  readonly store: Store;
  readonly stacks: Stacks;
  readonly databases: Databases;
  readonly router: Router;
  readonly wordpress: WordPress;
  readonly bringing: Bringing;
  readonly exporting: Exporting;
  choices(signal: AbortSignal): Promise<Choices>;
  close(): Promise<void>;
}

export async function openParts(engine: Engine, instance: string, log: Log, signal: AbortSignal): Promise<Parts> {
  throw new Error("TBD");
}
