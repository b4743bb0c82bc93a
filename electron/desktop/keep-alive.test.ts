import { EventEmitter } from "node:events";
import type { WebContents } from "electron";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Log } from "../operations/report-error";
import { keepAlive } from "./keep-alive";

const log = { info: () => {}, warn: () => {}, error: () => {} } as unknown as Log;

/** What of a page `keepAlive` works with. */
class Page extends EventEmitter {
  readonly reload = vi.fn<() => void>();
  readonly forcefullyCrashRenderer = vi.fn<() => void>(() => this.crash());
  isDestroyed = () => false;
  crash(reason = "crashed"): void {
    this.emit("render-process-gone", {}, { reason, exitCode: 1 });
  }
}

function kept(giveUp = vi.fn<() => Promise<boolean>>(async () => false)) {
  const page = new Page();
  keepAlive(page as unknown as WebContents, log, giveUp);
  return { page, giveUp };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("loads a page again that crashed or was killed, and not one that ended in order", async () => {
  const { page } = kept();
  page.crash("oom");
  await vi.advanceTimersByTimeAsync(1);
  expect(page.reload).toHaveBeenCalledOnce();
  page.crash("clean-exit");
  await vi.advanceTimersByTimeAsync(1);
  expect(page.reload).toHaveBeenCalledOnce();
});

it("asks after three times in a minute, and tries again only where that is wanted", async () => {
  const { page, giveUp } = kept(vi.fn<() => Promise<boolean>>().mockResolvedValueOnce(true).mockResolvedValue(false));
  for (let crash = 0; crash < 4; crash++) {
    page.crash();
    await vi.advanceTimersByTimeAsync(1);
  }
  expect(giveUp).toHaveBeenCalledOnce();
  expect(page.reload).toHaveBeenCalledTimes(4);
  for (let crash = 0; crash < 4; crash++) {
    page.crash();
    await vi.advanceTimersByTimeAsync(1);
  }
  expect(giveUp).toHaveBeenCalledTimes(2);
  expect(page.reload).toHaveBeenCalledTimes(7);
});

it("ends a page that does not answer for long, and loads it again", async () => {
  const { page } = kept();
  page.emit("unresponsive");
  await vi.advanceTimersByTimeAsync(9_000);
  expect(page.forcefullyCrashRenderer).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(page.forcefullyCrashRenderer).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(1);
  expect(page.reload).toHaveBeenCalledOnce();
});

it("leaves a page alone that answers again", async () => {
  const { page } = kept();
  page.emit("unresponsive");
  page.emit("responsive");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(page.forcefullyCrashRenderer).not.toHaveBeenCalled();
  expect(page.reload).not.toHaveBeenCalled();
});
