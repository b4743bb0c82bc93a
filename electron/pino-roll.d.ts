declare module "pino-roll" {
  import type { Writable } from "node:stream";

  /** The options used here; pino-roll 4 ships no types. */
  export interface RollOptions {
    readonly file: string;
    readonly extension?: string;
    readonly frequency?: "daily" | "hourly" | number;
    readonly size?: string | number;
    readonly mkdir?: boolean;
    readonly sync?: boolean;
    readonly limit?: { readonly count?: number; readonly removeOtherLogFiles?: boolean };
  }

  export default function roll(options: RollOptions): Promise<Writable>;
}
