import { app } from "electron";
import type { Log } from "../operations/report-error";

export interface Ending {
  readonly log: Log;
  /** The app has been asked to end; its windows are about to be closed. */
  onAsked(): void;
  /** Lets operations end or be undone, and stops the sites if that was chosen. */
  close(): Promise<void>;
}

/**
 * Waits for the app to be closed in order before the process ends. Somebody who starts it again meanwhile gets it anew
 * as soon as it has ended.
 */
export function endInOrder({ log, onAsked, close }: Ending): void {
  let state: "open" | "closing" | "closed" = "open";
  app.on("before-quit", onAsked);
  app.on("window-all-closed", () => app.quit());
  app.on("second-instance", () => {
    if (state === "closing") app.relaunch();
  });
  app.on("will-quit", (event) => {
    if (state === "closed") return;
    event.preventDefault();
    if (state === "closing") return;
    state = "closing";
    void close()
      .catch((error: unknown) => log.error({ err: error }, "could not close in order"))
      .finally(() => {
        state = "closed";
        app.quit();
      });
  });
}
