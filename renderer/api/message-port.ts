import { onMessagePortClose, RPCLink } from "@orpc/client/message-port";
import type { DesktopCommand } from "../../shared/desktop-command";
import type { OpenTransport } from "./transport";

/** What the preload exposes to this page under Electron, and nothing else. */
export interface TidemarkBridge {
  /** Asks the main process for a port; it arrives as a window message "tidemark:port". */
  connect(): void;
  /** Hears what the desktop asks of the page; one listener at a time. */
  onCommand?(listener: (command: DesktopCommand) => void): void;
  /** The path of a file that was dropped on the window; empty where it has none. */
  pathForFile?(file: File): string;
}

declare global {
  interface Window {
    readonly tidemark?: TidemarkBridge;
  }
}

export function messagePortTransport(bridge: TidemarkBridge): OpenTransport {
  return (signal) =>
    new Promise((resolve) => {
      const receive = (event: MessageEvent) => {
        const port = event.ports[0];
        if (event.source !== window || event.data !== "tidemark:port" || port === undefined) return;
        window.removeEventListener("message", receive);
        const closed = new Promise<void>((done) => onMessagePortClose(port, done));
        const link = new RPCLink({ port });
        port.start();
        resolve({ kind: "open", link, closed });
      };
      window.addEventListener("message", receive);
      signal.addEventListener("abort", () => window.removeEventListener("message", receive), { once: true });
      bridge.connect();
    });
}
