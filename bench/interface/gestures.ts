import { setTimeout as delay } from "node:timers/promises";
import type { Page } from "@playwright/test";

/** Where the pointer works: in pixels of the page. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Wheel steps as a touchpad sends them, sixty a second; from four years to some minutes takes as many of them. */
const wheelStep = 40;
const levels = 5;
const wheelPerLevel = 38;
const dragSteps = 30;
const dragPixels = 18;

/**
 * Zooms from years to minutes and back about a point, and at every level in between drags there and back: real input,
 * through the browser's own input pipeline, whether the page keeps up or not.
 */
export async function yearsToMinutes(page: Page, at: Place): Promise<void> {
  await page.mouse.move(at.x, at.y);
  for (let level = 0; level < levels; level++) {
    await paced(wheelPerLevel, () => page.mouse.wheel(0, -wheelStep));
    await page.mouse.down();
    await paced(dragSteps, (step) => page.mouse.move(at.x - (step + 1) * dragPixels, at.y));
    await paced(dragSteps, (step) => page.mouse.move(at.x - (dragSteps - step - 1) * dragPixels, at.y));
    await page.mouse.up();
  }
  await paced(levels * wheelPerLevel, () => page.mouse.wheel(0, wheelStep));
}

/** Zooms out until all there is can be seen. */
export async function zoomOut(page: Page, at: Place): Promise<void> {
  await page.mouse.move(at.x, at.y);
  for (let step = 0; step < 12; step++) await page.mouse.wheel(0, 400);
}

/** As a device does it: the next event comes when it comes, not when the one before was answered. */
async function paced(count: number, send: (index: number) => Promise<void>): Promise<void> {
  const sent: Promise<void>[] = [];
  const began = performance.now();
  for (let index = 0; index < count; index++) {
    sent.push(send(index));
    await delay(Math.max(0, began + ((index + 1) * 1000) / 60 - performance.now()));
  }
  await Promise.all(sent);
}
