import { setTimeout as delay } from "node:timers/promises";
import type { Databases, Router, Stacks, Store, StoreContents, WordPress } from "../../../electron/core/ports";
import type {
  Asks,
  FileChanges,
  FileGroups,
  Logs,
  Recorder,
  RecordingIndex,
  Space,
} from "../../../electron/core/recording-ports";
import { newActivity, type World } from "../../../electron/core/world";
import type { MadeUpSite } from "./made-up-site";
import { madeUpIndex, madeUpRecorder } from "./recording";

/** A port of which only what the measured use cases call is made up; anything else says so. */
function madeUp<Port extends object>(name: string, given: Partial<Port>): Port {
  return new Proxy(given as Port, {
    get: (port, method) => {
      if (method in port || typeof method === "symbol" || method === "then")
        return Reflect.get(port, method) as unknown;
      return () => {
        throw new Error(`${name}.${method} is not made up`);
      };
    },
  });
}

const nothing = async () => undefined;

export interface Surroundings extends Pick<World, "catalogue" | "exportFolder" | "hint" | "now"> {
  readonly sites: readonly MadeUpSite[];
}

/** The world the use cases work on: the catalogue is the real one, Docker and the store are made up and answer at once. */
export function madeUpWorld({ sites, ...given }: Surroundings): World {
  const branches = sites.flatMap((each) => each.branches);
  const contents: StoreContents = {
    sites: sites.map(({ site }) => site),
    branches,
    lanes: branches.flatMap(({ lanes }) => lanes),
    versions: sites.flatMap(({ versions }) => versions),
    unfinished: [],
    unreadable: [],
  };
  const store = madeUp<Store>("store", {
    instance: "made-up",
    driver: "btrfs",
    clone: nothing,
    publish: nothing,
    retire: nothing,
    rewriteRecord: nothing,
    writeSite: nothing,
    writeBranch: nothing,
    readSecrets: async () => ({
      databaseRoot: "",
      databaseTidemark: "",
      databaseSite: "",
      guard: "",
      adminPassword: null,
    }),
    readAll: async () => contents,
    flush: nothing,
    ensureRoom: nothing,
    sweep: async () => 0,
  });
  const databases = madeUp<Databases>("databases", {
    quiesced: async (_, during) => {
      const at = { file: "binlog.000001", position: 4, gtid: "" };
      // Long enough to be seen as running.
      await delay(2);
      return { at, value: await during(at), stall: 2 };
    },
    release: nothing,
  });
  const stacks = madeUp<Stacks>("stacks", {
    states: async () =>
      branches
        .filter(({ wanted }) => wanted === "running")
        .map(({ headLaneId }) => ({ laneId: headLaneId, database: "running", web: "running" })),
    webHost: (laneId) => `web-${laneId}`,
  });
  return {
    ...given,
    store,
    logs: madeUp<Logs>("logs", {}),
    files: madeUp<FileChanges>("files", {}),
    fileGroups: madeUp<FileGroups>("file groups", { group: async () => [] }),
    space: madeUp<Space>("space", {}),
    asks: madeUp<Asks>("asks", {}),
    openDecoder: () => madeUp("decoder", {}),
    openInterpreter: () => madeUp("interpreter", {}),
    index: madeUp<RecordingIndex>("index", madeUpIndex(sites)),
    recorder: madeUp<Recorder>("recorder", { ...madeUpRecorder(), settle: nothing, refresh: nothing }),
    warn: (error, fields) => console.error(error, fields),
    databases,
    stacks,
    router: madeUp<Router>("router", { apply: nothing }),
    wordpress: madeUp<WordPress>("wordpress", { mails: async () => [] }),
    bringing: madeUp("bringing", {}),
    exporting: madeUp("exporting", {}),
    activity: newActivity(),
    port: 8080,
  };
}
