import type { WebContents } from "electron";
import type { Log } from "../operations/report-error";
import { countCrashes } from "./crashes";

/** How long a page that does not answer is waited for, after Chromium has noticed. */
const patience = 10_000;

/**
 * A page that has crashed or hangs is loaded again where it was, and finds what is under way in the main process. One
 * that crashes over and over is not loaded for ever: `giveUp` asks the person, and resolves to whether to try again.
 */
export function keepAlive(contents: WebContents, log: Log, giveUp: () => Promise<boolean>): void {
  const crashes = countCrashes();
  let hanging: NodeJS.Timeout | undefined;
  const reload = () => {
    if (!contents.isDestroyed()) contents.reload();
  };
  contents.on("render-process-gone", (_event, { reason, exitCode }) => {
    clearTimeout(hanging);
    if (reason === "clean-exit") return;
    log.error({ reason, exitCode }, "the window's page crashed");
    if (crashes.another(Date.now()) === "reload") {
      // Not from within the event: Chromium is still putting the old process away.
      setImmediate(reload);
      return;
    }
    void giveUp().then((again) => {
      if (!again) return;
      crashes.forget();
      reload();
    });
  });
  contents.on("unresponsive", () => {
    log.warn({}, "the window's page does not answer");
    clearTimeout(hanging);
    hanging = setTimeout(() => contents.forcefullyCrashRenderer(), patience);
  });
  contents.on("responsive", () => clearTimeout(hanging));
  contents.on("destroyed", () => clearTimeout(hanging));
}
