/** `scheme://host[:port][/path]`: a canonical address may have a path, for a site born in a folder below its host. */
export interface Origin {
  readonly scheme: "http" | "https";
  readonly host: string;
  /** Digits, or "" for the scheme's own port. */
  readonly port: string;
  /** "" or `/blog`. */
  readonly path: string;
}

/** Throws where it is no http address. */
export function parseOrigin(text: string): Origin {
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:") throw new Error(`not an http address: ${text}`);
  return {
    scheme: url.protocol === "https:" ? "https" : "http",
    host: url.hostname,
    port: url.port,
    path: url.pathname.replace(/\/+$/, ""),
  };
}

/** Host and port as a Host header has them. */
export function authority(origin: Origin): string {
  return origin.port === "" ? origin.host : `${origin.host}:${origin.port}`;
}

export function sameOrigin(one: Origin, other: Origin): boolean {
  return one.scheme === other.scheme && authority(one) === authority(other);
}
