import { protocol, type Session } from "electron";
import type { Settings } from "../../shared/model/settings";
import { readInterfaceFile, strictHeaders } from "../interface-files";

const scheme = "app";
export const interfaceOrigin = `${scheme}://tidemark`;

/** Has to be called before the app is ready. A standard, secure scheme has an origin, so storage and CSP work as on the web. */
export function registerInterfaceScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the built interface at `app://tidemark/`, and nothing else at any other host of the scheme. */
export function serveInterface(session: Session, folder: string, settings: () => Settings): void {
  session.protocol.handle(scheme, async (request) => {
    const { host, pathname } = new URL(request.url);
    const wanted = host === "tidemark" && (request.method === "GET" || request.method === "HEAD");
    const file = wanted ? await readInterfaceFile(folder, pathname, settings()) : null;
    if (file === null) return new Response("not found", { status: 404, headers: strictHeaders });
    return new Response(new Uint8Array(file.body), { headers: file.headers });
  });
}

/** Whether an address is a page of our own interface. */
export function isInterface(url: string): boolean {
  return url === interfaceOrigin || url.startsWith(`${interfaceOrigin}/`);
}
