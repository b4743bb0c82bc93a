/**
 * How to show the interface. `electron` is 'here', 'fetchable' (its package is here, its runtime is not) or 'absent'; `display` says
 * whether windows can be opened; `browser` is the path of a Chromium that can show a page as an app's window.
 * Kinds: electron, fetch-electron, app-window, default-browser, address (only print it).
 */
export function chooseHost({ serve, electron, display, browser }) {
  if (serve || !display) return { kind: "address" };
  if (electron === "here") return { kind: "electron" };
  if (electron === "fetchable") return { kind: "fetch-electron" };
  return browser === undefined ? { kind: "default-browser" } : { kind: "app-window", browser };
}

/** Windows and macOS always have a screen as far as we can tell; elsewhere X11 or Wayland says so. */
export const hasDisplay = (platform, env) =>
  platform === "win32" || platform === "darwin" || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);

/** Options of `npm start -- ...`; what is not ours goes on to the program. Throws on a port that is none. */
export function readStartArguments(args) {
  const options = { serve: false, dev: false, port: undefined, rest: [] };
  for (let index = 0; index < args.length; index++) {
    const [name, inline] = args[index].split("=", 2);
    if (name === "--serve") options.serve = true;
    else if (name === "--dev") options.dev = true;
    else if (name === "--port") options.port = parsePort(inline ?? args[++index]);
    else options.rest.push(args[index]);
  }
  return options;
}

function parsePort(text) {
  const port = Number(text);
  if (!/^\d+$/.test(text ?? "") || port > 65535)
    throw new Error(`--port needs a number from 0 to 65535, not ${JSON.stringify(text)}`);
  return port;
}

/** The address in a line that the loopback host prints, or undefined. */
export const readAddress = (line) => /^Tidemark: (http:\/\/\S+)/.exec(line)?.[1];

/** The bundles that a changed file belongs to. `folder` is one of the source folders, `name` the path inside it. */
export function bundlesFor(folder, name) {
  if (/\.test\.|~$|\.sw.$/.test(name)) return [];
  if (folder === "renderer") return ["renderer"];
  return folder === "shared" ? ["renderer", "serve"] : ["serve"];
}
