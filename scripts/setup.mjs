// Sees what is missing and sets it up: node scripts/setup.mjs --for start|test|bench|interface [--yes]
import { createInterface } from "node:readline/promises";
import { fileURLToPath } from "node:url";
import { seconds } from "./run.mjs";
import { asksFirst, readArguments } from "./setup/arguments.mjs";
import { ensureChromium } from "./setup/chromium.mjs";
import { ensureEngine } from "./setup/engine.mjs";
import { ensureNode } from "./setup/node24.mjs";
import { ensurePackages } from "./setup/packages.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));

async function agreed(what) {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await terminal.question(`Tidemark would like to ${what}. Go ahead? [Y/n] `);
    return !/^n/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}

/** What only tests and measurements cannot do without; the app itself shows such a problem on its own screen. */
class NotReady extends Error {}

function settle(purpose, { ready, message }) {
  if (ready) return;
  if (purpose !== "start") throw new NotReady(message);
  console.log(`! ${message}\n  Tidemark starts all the same and goes on as soon as this is done.`);
}

async function ensureStandardImages(purpose) {
  const { ensureImages } = await import("./images.mjs");
  try {
    const { missing } = await ensureImages(purpose === "start" ? "start" : "test");
    return {
      ready: missing.length === 0,
      message: `These images can be had neither from a registry nor as stand-ins: ${missing.join(", ")}`,
    };
  } catch (error) {
    // Pulling and building fail for many outside reasons; whatever it was is in the message.
    return { ready: false, message: `The images could not be made available: ${error.message}` };
  }
}

async function setUpDocker(purpose, agree) {
  const engine = await ensureEngine(agree).catch((error) => ({ ready: false, message: error.message }));
  settle(purpose, engine);
  if (engine.ready) settle(purpose, await ensureStandardImages(purpose));
}

async function setUp({ purpose, yes }) {
  const ask = asksFirst({
    yes,
    tty: Boolean(process.stdin.isTTY && process.stdout.isTTY),
    ci: process.env.CI === "true" || process.env.CI === "1",
  });
  const agree = async (what) => !ask || agreed(what);
  const since = Date.now();
  await ensurePackages(root);
  await ensureNode();
  if (purpose !== "interface") await setUpDocker(purpose, agree);
  if (purpose === "test" || purpose === "interface") settle(purpose, await ensureChromium(agree));
  console.log(
    `Ready to ${purpose === "interface" ? "measure the interface" : purpose} (checked in ${seconds(since)}).`,
  );
}

try {
  await setUp(readArguments(process.argv.slice(2)));
} catch (error) {
  console.error(`Setup stopped: ${error.message}`);
  process.exitCode = 1;
}
