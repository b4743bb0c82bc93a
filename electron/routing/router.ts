import { randomBytes } from "node:crypto";
import { z } from "zod";
import { AppError } from "../../shared/errors";
import type { Route, Router } from "../core/ports";
import { AdminClient, type OpenAdmin } from "./admin-client";
import { caddyConfig, probeHeaders } from "./caddy-config";
import { portsToTry } from "./port-choice";
import { probe } from "./probe";

/** The container the router runs in. */
export interface RouterContainer {
  /** The port of a router that runs; the one it had where it doesn't; null where there is none. */
  look(signal: AbortSignal): Promise<{ readonly port: number; readonly running: boolean } | null>;
  /** Starts it anew on this port of both loopback addresses; false when the port is taken. */
  start(port: number, config: string, signal: AbortSignal): Promise<boolean>;
}

export interface RouterSurroundings {
  readonly instance: string;
  readonly container: RouterContainer;
  readonly openAdmin: OpenAdmin;
  /** Where the router's admin endpoint listens, as its own container sees it. */
  readonly adminSocket: string;
  /** First port to try instead of 80 and 8080; null: those. */
  readonly portFrom: number | null;
}

/** The running configuration, as far as it is read back. */
const Running = z.object({
  apps: z.object({
    http: z.object({
      servers: z.object({
        sites: z.object({
          routes: z.array(
            z.object({
              match: z.array(z.object({ header: z.record(z.string(), z.array(z.string())).optional() })).optional(),
            }),
          ),
        }),
      }),
    }),
  }),
});

/** The one router of an instance. Close it to let go of its admin connection. */
export function createRouter(around: RouterSurroundings): Router & { close(): Promise<void> } {
  const { container, adminSocket, instance } = around;
  const admin = new AdminClient(around.openAdmin);
  let current: { readonly port: number; readonly secret: string } | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  /** One at a time: the last table asked for is the one that stays. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work);
    turn = mine.then(
      () => undefined,
      () => undefined,
    );
    return mine;
  };

  const configFor = (secret: string, routes: readonly Route[]) =>
    JSON.stringify(caddyConfig({ instance, adminSocket, probeSecret: secret }, routes));

  async function start(
    ports: readonly number[],
    routes: readonly Route[],
    signal: AbortSignal,
  ): Promise<{ port: number; secret: string }> {
    const secret = randomBytes(24).toString("base64url");
    for (const port of ports) {
      if (!(await container.start(port, configFor(secret, routes), signal))) continue;
      await expectOk(admin.send("GET", "/config/admin", null, signal));
      return { port, secret };
    }
    const last = ports.at(-1) ?? 0;
    throw new AppError(
      "port-taken",
      { port: last },
      `Every port Tidemark tried is taken, up to ${last}.`,
      "Stop the program that uses port 80 or 8080 (another local web server?), then try again.",
    );
  }

  return {
    ensure: (signal) =>
      inTurn(async () => {
        const found = await container.look(signal);
        const { wanted, ports } = portsToTry(around.portFrom, found?.port ?? null);
        if (found?.running !== true) current = await start(ports, [], signal);
        else if (current?.port !== found.port) current = { port: found.port, secret: await readSecret(signal) };
        return { port: current.port, wanted };
      }),

    apply: (routes, signal) =>
      inTurn(async () => {
        if (current === null) throw new Error("routes were applied before the router was started");
        // One that was stopped meanwhile comes back with the table, on the port that all addresses have.
        if ((await container.look(signal))?.running !== true) current = await start([current.port], routes, signal);
        else await expectOk(admin.send("POST", "/load", configFor(current.secret, routes), signal));
      }),

    async probe(upstream, host, path, signal) {
      if (current === null) throw new Error("a probe was sent before the router was started");
      return probe(current, { upstream, host, path }, signal);
    },

    close: () => admin.close(),
  };

  async function readSecret(signal: AbortSignal): Promise<string> {
    const running = Running.parse(JSON.parse(await expectOk(admin.send("GET", "/config/", null, signal))));
    const matches = running.apps.http.servers.sites.routes.flatMap(({ match = [] }) => match);
    const secret = matches.flatMap(({ header }) => header?.[probeHeaders.secret] ?? [])[0];
    if (secret === undefined) throw new Error("the running router has no probe route");
    return secret;
  }
}

async function expectOk(answer: Promise<{ readonly status: number; readonly body: string }>): Promise<string> {
  const { status, body } = await answer;
  if (status !== 200) throw new Error(`the router refused: ${status} ${body.slice(0, 2000)}`);
  return body;
}
