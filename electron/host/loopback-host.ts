import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { ReadableStream as WebStream } from "node:stream/web";
import { createAdaptorServer, type HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { z } from "zod";
import { AppError } from "../../shared/errors";
import type { Settings } from "../../shared/model/settings";
import type { UseCases } from "../core/use-cases";
import { createRouter } from "../handlers";
import { readInterfaceFile, strictHeaders } from "../interface-files";
import { type Log, reportError } from "../operations/report-error";
import { type Access, openAccess } from "./access";
import { serveSockets } from "./rpc-sockets";
import { openDownload, openTickets, sweepUploads, type Tickets, takeUpload } from "./transfer";

export interface LoopbackHost {
  readonly port: number;
  readonly token: string;
  /** What the person opens: the token is in the fragment, which no browser sends anywhere. */
  readonly address: string;
  /** Ends every connection; the token is worth nothing afterwards. */
  close(): Promise<void>;
}

export interface LoopbackSettings {
  readonly useCases: UseCases;
  readonly log: Log;
  /** The built interface. */
  readonly interfaceFolder: string;
  readonly uploadFolder: string;
  readonly exportFolder: string;
  /** What the served page is told; absent: the defaults. */
  readonly settings?: () => Settings;
  /** 0: any free one. */
  readonly port: number;
}

/** Serves interface and contract on 127.0.0.1. Throws `port-taken`. */
export async function openLoopbackHost(settings: LoopbackSettings): Promise<LoopbackHost> {
  await sweepUploads(settings.uploadFolder, Date.now());
  const tickets = openTickets(settings.exportFolder);
  // The port is known only once it is bound, and Host and Origin are checked against it.
  let access: Access | null = null;
  const allowed = () => {
    if (access === null) throw new Error("a request came before the host was ready");
    return access;
  };
  const server = createAdaptorServer({ fetch: routes(settings, tickets, allowed).fetch }) as Server;
  server.requestTimeout = 0;
  server.headersTimeout = 10_000;
  const port = await listen(server, settings.port);
  access = openAccess(port);
  const sockets = serveSockets(server, access, createRouter(settings.useCases, settings.log), settings.log);
  const { token } = access;
  return {
    port,
    token,
    address: `http://127.0.0.1:${port}/#token=${token}`,
    async close() {
      allowed().revoke();
      tickets.clear();
      sockets.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EADDRINUSE" && error.code !== "EACCES") return reject(error);
      const hint = "Choose another one with --port, or none for any free port.";
      reject(new AppError("port-taken", { port }, `Port ${port} can't be used on this computer.`, hint, error));
    });
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

function routes(settings: LoopbackSettings, tickets: Tickets, access: () => Access) {
  const app = new Hono<{ Bindings: HttpBindings }>();
  const refused = (text: string) => new Response(text, { status: 403, headers: strictHeaders });

  app.use(async (context, next) => {
    const { method } = context.req;
    const origin = context.req.header("origin");
    if (!access().allowsHost(context.req.header("host"))) return refused("unknown host");
    // A plain visit carries no Origin; everything that changes something has to carry ours.
    const reads = method === "GET" || method === "HEAD";
    if ((origin !== undefined || !reads) && !access().allowsOrigin(origin)) return refused("foreign origin");
    await next();
    for (const [name, value] of Object.entries(strictHeaders)) context.res.headers.set(name, value);
  });

  app.put("/upload", async (context) => {
    if (!access().allowsBearer(context.req.header("authorization"))) return refused("no token");
    const body = context.req.raw.body;
    if (body === null) return context.json({ message: "no file" }, 400);
    const declared = Number.parseInt(context.req.header("content-length") ?? "", 10);
    const bytes = Number.isNaN(declared) ? null : declared;
    const name = context.req.query("name") ?? "";
    const path = await takeUpload(settings.uploadFolder, name, body as WebStream, bytes, context.req.raw.signal);
    return context.json({ path });
  });

  app.post("/download", async (context) => {
    if (!access().allowsBearer(context.req.header("authorization"))) return refused("no token");
    const wanted = z.object({ path: z.string() }).safeParse(await context.req.json().catch(() => null));
    if (!wanted.success) return context.json({ message: "no path" }, 400);
    return context.json({ url: `/download?ticket=${await tickets.issue(wanted.data.path)}` });
  });

  app.get("/download", async (context) => {
    const file = tickets.redeem(context.req.query("ticket") ?? "");
    if (file === null) return refused("this link was used or is too old");
    const { body, bytes } = await openDownload(file.path);
    const name = encodeURIComponent(file.name);
    const headers = {
      "content-type": "application/octet-stream",
      "content-length": String(bytes),
      "content-disposition": `attachment; filename*=UTF-8''${name}`,
      "cache-control": "no-store",
    };
    return new Response(body as unknown as BodyInit, { headers });
  });

  app.get("*", async (context) => {
    const { pathname } = new URL(context.req.url);
    const file = await readInterfaceFile(settings.interfaceFolder, pathname, settings.settings?.());
    if (file === null) return context.text("not found", 404);
    return new Response(new Uint8Array(file.body), { headers: file.headers });
  });

  app.onError((error, context) => {
    const report = reportError(error, settings.log, { path: context.req.path });
    const status = report.code === "host-full" ? 507 : report.code === "not-found" ? 404 : 500;
    return context.json(report, status, { ...strictHeaders });
  });
  return app;
}
