import { describe, expect, test } from "vitest";
import { bundlesFor, chooseHost, hasDisplay, readAddress, readStartArguments } from "./choose-host.mjs";

describe("how the interface is shown", () => {
  const desktop = { serve: false, electron: "here", display: true, browser: "/usr/bin/chromium" };

  test.each([
    ["electron", {}],
    ["fetch-electron", { electron: "fetchable" }],
    ["app-window", { electron: "absent" }],
    ["default-browser", { electron: "absent", browser: undefined }],
    ["address", { serve: true }],
    ["address", { display: false }],
    ["address", { display: false, electron: "fetchable" }],
  ])("%s for %o", (kind, difference) => {
    expect(chooseHost({ ...desktop, ...difference }).kind).toBe(kind);
  });

  test("a Linux without X11 and Wayland has no screen", () => {
    expect(hasDisplay("linux", {})).toBe(false);
    expect(hasDisplay("linux", { WAYLAND_DISPLAY: "wayland-0" })).toBe(true);
    expect(hasDisplay("darwin", {})).toBe(true);
  });
});

describe("arguments of npm start", () => {
  test("the port may stand behind a blank or an equals sign", () => {
    expect(readStartArguments(["--serve", "--port", "8123"])).toMatchObject({ serve: true, port: 8123 });
    expect(readStartArguments(["--port=0"])).toMatchObject({ port: 0 });
  });

  test.each([["x"], ["70000"], [""], ["-1"]])("%j is no port", (text) => {
    expect(() => readStartArguments(["--port", text])).toThrow("--port");
  });

  test("what is not ours goes on to the program", () => {
    expect(readStartArguments(["--data", "/tmp/x", "--serve"]).rest).toEqual(["--data", "/tmp/x"]);
  });
});

test("the address is read from the host's line, with its key", () => {
  expect(readAddress("Tidemark: http://127.0.0.1:8123/#token=abc")).toBe("http://127.0.0.1:8123/#token=abc");
  expect(readAddress("listening on http://127.0.0.1:8123")).toBeUndefined();
});

test.each([
  ["renderer", "timeline/canvas.ts", ["renderer"]],
  ["shared", "errors.ts", ["renderer", "serve"]],
  ["electron", "serve.ts", ["serve"]],
  ["electron", "docker/images.test.ts", []],
])("a change of %s/%s builds %j again", (folder, name, bundles) => {
  expect(bundlesFor(folder, name)).toEqual(bundles);
});
