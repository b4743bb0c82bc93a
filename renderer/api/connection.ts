import { create } from "zustand";
import type { Link, OpenTransport } from "./transport";

export type ConnectionState =
  | { readonly kind: "connecting" }
  | { readonly kind: "open" }
  | { readonly kind: "reconnecting"; readonly attempt: number }
  | { readonly kind: "refused" };

export const useConnection = create<{ readonly state: ConnectionState }>(() => ({ state: { kind: "connecting" } }));

const firstPause = 250;
const longestPause = 5_000;

/**
 * Keeps one connection to the host for as long as the page lives. `link` is stable: a call made while there is no
 * connection waits for the next one.
 */
export function keepConnected(open: OpenTransport, onOpen: () => void): Link {
  let current = Promise.withResolvers<Link>();

  const run = async () => {
    const signal = new AbortController().signal;
    for (let attempt = 0; ; attempt++) {
      try {
        const opened = await open(signal);
        if (opened.kind === "refused") {
          useConnection.setState({ state: { kind: "refused" } });
          return;
        }
        attempt = 0;
        current.resolve(opened.link);
        useConnection.setState({ state: { kind: "open" } });
        onOpen();
        await opened.closed;
        current = Promise.withResolvers<Link>();
      } catch (error) {
        console.info("Tidemark's host can't be reached yet:", error);
      }
      useConnection.setState({ state: { kind: "reconnecting", attempt } });
      await pause(Math.min(firstPause * 2 ** attempt, longestPause));
    }
  };
  void run();

  return {
    call: async (path, input, options) => (await current.promise).call(path, input, options),
  };
}

/** Until the time is over or the computer says that it is online again. */
function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    window.addEventListener("online", done);
  });
}
