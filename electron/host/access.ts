import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/**
 * Who may talk to the loopback host. Any page in any browser on this machine can reach the port, and a foreign name
 * can be made to resolve to it, so: the exact Host we listen as, the exact Origin of our own page, and a token that
 * only the person's terminal, window and data folder have seen.
 */
export interface Access {
  /** For the address the person opens; never in a cookie, which ignores ports and would go to the person's sites. */
  readonly token: string;
  allowsHost(host: string | undefined): boolean;
  allowsOrigin(origin: string | undefined): boolean;
  /** In constant time. False for every token once revoked. */
  allowsToken(token: unknown): boolean;
  /** `Authorization: Bearer <token>` */
  allowsBearer(authorization: string | undefined): boolean;
  revoke(): void;
}

export function openAccess(port: number): Access {
  const token = randomBytes(32).toString("base64url");
  const names = ["127.0.0.1", "localhost", "[::1]"];
  const hosts = new Set(names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`])));
  const origins = new Set(names.map((name) => new URL(`http://${name}:${port}`).origin));
  const wanted = digest(token);
  let revoked = false;

  const allowsToken = (given: unknown) =>
    typeof given === "string" && timingSafeEqual(digest(given), wanted) && !revoked;
  return {
    token,
    allowsHost: (host) => host !== undefined && hosts.has(host),
    allowsOrigin: (origin) => origin !== undefined && origins.has(origin),
    allowsToken,
    allowsBearer: (authorization) => allowsToken(/^Bearer ([\w-]+)$/.exec(authorization ?? "")?.[1]),
    revoke() {
      revoked = true;
    },
  };
}

/** Of equal length whatever was given, as timingSafeEqual asks. */
function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
