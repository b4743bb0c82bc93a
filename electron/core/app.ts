import type { Hint } from "../../shared/contract";
import type { Operation } from "../../shared/model/operation";
import type { Choices, Health } from "../../shared/model/views";
import type { OperationDefinition } from "../operations/definition";
import type { DataFolderPlace, Platform, SettingsFile } from "./ports";
import type { World } from "./world";

/** Runs operations; see OperationRunner. */
export interface Operations {
  start<S extends object>(definition: OperationDefinition<S>, state: S): Promise<string>;
  stateOf<S extends object>(definition: OperationDefinition<S>, id: string): S;
  withdrawUndo(id: string): Promise<void>;
  get(id: string): Operation;
  ended(id: string, signal?: AbortSignal): Promise<Operation>;
  cancel(id: string): void;
  list(): readonly Operation[];
}

/** What outlives a lost engine: the app around the world. `world` and `operations` throw the problem's AppError while there is none. */
export interface App {
  world(): World;
  operations(): Operations;
  health(signal: AbortSignal): Promise<Health>;
  retry(signal: AbortSignal): Promise<Health>;
  adopt(instance: string, signal: AbortSignal): Promise<Health>;
  removeEverything(signal: AbortSignal): Promise<number>;
  choices(signal: AbortSignal): Promise<Choices>;
  hints(signal: AbortSignal): AsyncGenerator<Hint, void, void>;
  readonly platform: Platform;
  readonly dataFolder: string;
  readonly settings: SettingsFile;
  readonly place: DataFolderPlace;
}
