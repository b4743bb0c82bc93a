/** Whether to ask before the machine itself is changed (programs installed, a service started). */
export const asksFirst = ({ yes, tty, ci }) => tty && !yes && !ci;

/** `{ purpose, yes }`. Throws on a purpose that is none. `npm start --yes` reaches a script before it only as npm's own setting. */
export function readArguments(args, env = process.env) {
  const purpose = args[args.indexOf("--for") + 1];
  if (!args.includes("--for") || !["start", "test", "bench", "interface"].includes(purpose)) {
    throw new Error("usage: node scripts/setup.mjs --for start|test|bench|interface [--yes]");
  }
  return { purpose, yes: args.includes("--yes") || env.npm_config_yes === "true" };
}
