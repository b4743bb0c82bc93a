import type { Route } from "../core/ports";
import { pageHtml } from "./page";

/** Keeps to what Caddy 2.6 knows. */
export interface CaddyConfig {
  readonly admin: {
    readonly listen: string;
    readonly origins: readonly string[];
    readonly config: { readonly persist: false };
  };
  readonly logging: unknown;
  readonly apps: { readonly http: { readonly servers: { readonly sites: CaddyServer } } };
}

interface CaddyServer {
  readonly listen: readonly string[];
  readonly automatic_https: { readonly disable: true };
  readonly routes: readonly CaddyRoute[];
  readonly errors: { readonly routes: readonly CaddyRoute[] };
}

interface CaddyRoute {
  readonly match?: readonly unknown[];
  readonly handle: readonly unknown[];
  readonly terminal?: true;
}

/** Headers of a probe: the secret that lets it in, the web container it is for, and the Host that container is to see. */
export const probeHeaders = {
  secret: "X-Tidemark-Probe",
  upstream: "X-Tidemark-Upstream",
  host: "X-Tidemark-Host",
} as const;

/** On the page that says that nobody answered behind the router: tells it from a site's own 502. */
export const noAnswerHeader = "X-Tidemark-No-Answer";

/** The Host the admin endpoint insists on; what it allows on a socket by itself differs between versions of Caddy. */
export const adminHost = "admin.tidemark";

export interface RouterIdentity {
  readonly instance: string;
  readonly adminSocket: string;
  readonly probeSecret: string;
}

/** The whole configuration for a table of routes. Throws on a host or upstream that is none, or a host given twice. */
export function caddyConfig(identity: RouterIdentity, routes: readonly Route[]): CaddyConfig {
  const seen = new Set<string>();
  for (const { host, target } of routes) {
    if (!isHostName(host)) throw new Error(`not a host name: ${JSON.stringify(host)}`);
    if (target.kind === "web" && !isHostName(target.upstream)) throw new Error(`not an upstream: ${target.upstream}`);
    if (seen.has(host)) throw new Error(`two routes for ${host}`);
    seen.add(host);
  }
  return {
    admin: { listen: `unix/${identity.adminSocket}`, origins: [adminHost], config: { persist: false } },
    logging: { logs: { default: { level: "WARN" } } },
    apps: {
      http: {
        servers: {
          sites: {
            listen: [":80"],
            automatic_https: { disable: true },
            routes: [oneRequestPerConnection, probeRoute(identity), ...routes.map(routeFor), unknownHost],
            errors: { routes: [noAnswer] },
          },
        },
      },
    },
  };
}

/**
 * Every new configuration closes idle connections, so a browser or program that kept one would now and then send its next
 * request into a connection just closed (measured: 4 of 60 flips). A new connection on loopback costs a fraction of a
 * millisecond. Not for WebSockets, which need the header themselves.
 */
const oneRequestPerConnection: CaddyRoute = {
  match: [{ not: [{ header: { Upgrade: ["*"] } }] }],
  handle: [{ handler: "headers", response: { set: { Connection: ["close"] } } }],
};

function routeFor({ host, target }: Route): CaddyRoute {
  const match = [{ host: [host] }];
  return target.kind === "web"
    ? { match, handle: [proxyTo(`${target.upstream}:80`, {})], terminal: true }
    : { match, handle: [page(503, target.title, target.text)], terminal: true };
}

function probeRoute({ instance, probeSecret }: RouterIdentity): CaddyRoute {
  const { secret, upstream, host } = probeHeaders;
  return {
    match: [
      {
        header: { [secret]: [probeSecret] },
        header_regexp: { [upstream]: { pattern: `^tidemark-${instance}-[a-z0-9]+-web$` } },
      },
    ],
    handle: [
      proxyTo(`{http.request.header.${upstream}}:80`, {
        headers: {
          request: {
            set: {
              Host: [`{http.request.header.${host}}`],
              "X-Forwarded-Host": [`{http.request.header.${host}}`],
            },
            delete: [secret, upstream, host],
          },
        },
      }),
    ],
    terminal: true,
  };
}

/**
 * No `flush_interval`: an answer of unknown length is passed on as it comes anyway, and -1 makes Caddy 2.6 break off every request
 * under way when the next configuration applies.
 */
function proxyTo(dial: string, more: object): object {
  return {
    handler: "reverse_proxy",
    upstreams: [{ dial }],
    transport: {
      protocol: "http",
      dial_timeout: "2s",
      // A kept connection may be to a container that is just being retired; a new one inside one machine costs nothing.
      keep_alive: { enabled: false },
      // What a site sends is passed on as it is.
      compression: false,
    },
    load_balancing: {
      try_duration: "2s",
      try_interval: "15ms",
      // Only a connection that could not be made is tried again, whatever the method: no request reaches a site twice.
      retry_match: [{ method: ["NONE"] }],
    },
    ...more,
  };
}

const unknownHost: CaddyRoute = {
  handle: [
    page(404, "No site here", "No site or branch has this address. Open Tidemark to see the addresses of yours."),
  ],
};

const noAnswer: CaddyRoute = {
  handle: [
    page(
      502,
      "The site does not answer",
      "It may be starting: load this page again. If it stays so, open its log in Tidemark.",
      {
        [noAnswerHeader]: ["1"],
      },
    ),
  ],
};

function page(status: number, title: string, text: string, headers: Readonly<Record<string, string[]>> = {}): object {
  return {
    handler: "static_response",
    status_code: status,
    headers: { "Content-Type": ["text/html; charset=utf-8"], "Cache-Control": ["no-store"], ...headers },
    body: pageHtml(title, text),
  };
}

function isHostName(text: string): boolean {
  return text.length <= 253 && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/.test(text);
}
