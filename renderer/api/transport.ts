import type { ClientLink } from "@orpc/client";

export type Link = ClientLink<Record<never, never>>;

/** One connection to the host: usable until `closed` resolves. */
export interface OpenedTransport {
  readonly kind: "open";
  readonly link: Link;
  readonly closed: Promise<void>;
}

/** The host answered, and does not take our token: trying again is of no use. */
export interface RefusedTransport {
  readonly kind: "refused";
}

/** Rejects when the host can't be reached; may be called again. */
export type OpenTransport = (signal: AbortSignal) => Promise<OpenedTransport | RefusedTransport>;
