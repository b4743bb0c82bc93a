import type { Readable } from "node:stream";
import { z } from "zod";
import type { Growth, Logs } from "../core/recording-ports";
import type { Docker } from "../docker/connection";
import type { Keeper } from "./keeper";
import { streamOf } from "./trees";

const Segments = z.array(z.object({ file: z.string(), size: z.number(), disk: z.number(), archived: z.boolean() }));
const Grown = z.object({ file: z.string(), size: z.number(), at: z.number() }).nullable();
const GrownLanes = z.record(z.string(), z.object({ log: Grown, notes: Grown }));
const Names = z.array(z.string());
const Place = z.object({ file: z.string(), position: z.number() }).nullable();
const Notes = z.array(z.object({ file: z.string(), size: z.number() }));

/** What a wait is answered at the latest, so that one whose asker is gone ends. Milliseconds. */
const longestWait = 25_000;

export interface LogsOptions {
  readonly keeper: Keeper;
  readonly docker: Docker;
  /** The keeper's container. */
  readonly container: string;
  /** Throws `store-full` where the person lets the store have no more. */
  readonly ensureRoom: (bytes: number, signal: AbortSignal) => Promise<void>;
}

/** The binary logs as the keeper serves them, from the lanes' volumes and the archive. */
export function createLogs({ keeper, docker, container, ensureRoom }: LogsOptions): Logs {
  const bytes = async (call: string, parameters: Readonly<Record<string, unknown>>, signal: AbortSignal) =>
    Buffer.from(z.string().parse(await keeper.call(call, parameters, signal)), "base64");

  return {
    async segments({ laneId, number }, signal) {
      return Segments.parse(await keeper.call("segments", { lane: laneId, number }, signal));
    },

    read: (laneId, file, position, most, signal) => bytes("readLog", { lane: laneId, file, position, most }, signal),

    async open(laneId, file, position, signal): Promise<Readable> {
      const end = z.int().parse(await keeper.call("segmentSize", { lane: laneId, file }, signal));
      const place = [String(position), String(Math.max(position, end))];
      const argv = ["python3", "/keeper/log_stream.py", laneId, file, ...place];
      return streamOf(docker, container, argv, { what: `The log ${file}`, passes: (code) => code === 0 }, signal);
    },

    async waitGrowth(known, timeout, signal) {
      const parameters = { known: Object.fromEntries(known), timeout: Math.min(timeout, longestWait) };
      const grown = GrownLanes.parse(await keeper.call("waitGrowth", parameters, signal));
      return new Map<string, { readonly log: Growth | null; readonly notes: Growth | null }>(Object.entries(grown));
    },

    async archive({ laneId, number }, closed, signal) {
      await ensureRoom(0, signal);
      return Segments.parse(await keeper.call("archiveLog", { lane: laneId, number, closed }, signal));
    },

    async drop(laneId, before, signal) {
      await keeper.call("dropLog", { lane: laneId, before }, signal);
    },

    async archived(signal) {
      return Names.parse(await keeper.call("archivedLanes", {}, signal));
    },

    async stage(laneId, from, through, into, signal) {
      await ensureRoom(0, signal);
      const { file: last, position } = through;
      return Names.parse(await keeper.call("stageLog", { lane: laneId, first: from, last, position, into }, signal));
    },

    async unstage(into, signal) {
      await keeper.call("unstageLog", { into }, signal);
    },

    async endOf(id, signal) {
      return Place.parse(await keeper.call("endOfLog", { id }, signal));
    },

    async notes(laneId, signal) {
      return Notes.parse(await keeper.call("notes", { lane: laneId }, signal));
    },

    readNotes: (laneId, file, position, signal) => bytes("readNotes", { lane: laneId, file, position }, signal),
  };
}
