import { describe, expect, test } from "vitest";
import { compareVersions, decideEngine, explainEngine } from "./engine-state.mjs";

const answer = (version) => ({
  status: 0,
  stdout: JSON.stringify({ Client: {}, Server: { Version: version } }),
  stderr: "",
});
const noAnswer = {
  status: 1,
  stdout: '{"Client":{"Version":"28.2.2"},"Server":null}',
  stderr: "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?",
};
const noProgram = { status: 127, stdout: "", stderr: "spawn docker ENOENT" };
const machine = { platform: "linux", root: "root", debian: true, systemd: false, daemon: true, endpoint: undefined };

describe("versions", () => {
  test.each([
    ["20.10.24+dfsg1", "20.10", 1],
    ["20.10", "20.10.0", 0],
    ["19.03.15", "20.10", -1],
    ["28.2.2", "20.10", 1],
    ["20.9", "20.10", -1],
    ["nonsense", "20.10", -1],
  ])("%s against %s", (left, right, sign) => {
    expect(Math.sign(compareVersions(left, right))).toBe(sign);
  });
});

describe("the engine's state", () => {
  test("an engine that answers is ready, whatever else is true", () => {
    expect(decideEngine({ ...machine, version: answer("20.10.24+dfsg1") })).toEqual({
      kind: "ready",
      version: "20.10.24+dfsg1",
    });
  });

  test("one from before 20.10 is too old", () => {
    expect(decideEngine({ ...machine, version: answer("19.03.15") }).kind).toBe("too-old");
  });

  test("a refused socket is not taken for a stopped daemon, so that no second one is started", () => {
    const version = { ...noAnswer, stderr: "permission denied while trying to connect to the Docker daemon socket" };
    expect(decideEngine({ ...machine, root: "sudo", version }).kind).toBe("denied");
  });

  test("an address that the user chose is never replaced by a daemon here", () => {
    const state = decideEngine({ ...machine, version: noAnswer, endpoint: "tcp://build-box:2376" });
    expect(state).toMatchObject({ kind: "elsewhere", endpoint: "tcp://build-box:2376" });
  });

  test.each([
    ["systemd", { systemd: true }],
    ["by-hand", { systemd: false }],
    ["by-hand", { root: "sudo" }],
    ["nothing", { root: "none" }],
  ])("an installed daemon that is stopped can be started: %s", (can, difference) => {
    expect(decideEngine({ ...machine, ...difference, version: noAnswer })).toMatchObject({ kind: "stopped", can });
  });

  test("Docker Desktop that is closed is stopped, and left to its user", () => {
    const desktop = { ...machine, platform: "darwin", root: "none", debian: false, daemon: false };
    expect(decideEngine({ ...desktop, version: noAnswer })).toMatchObject({ kind: "stopped", can: "nothing" });
  });

  test.each([
    ["apt", {}],
    ["apt", { root: "sudo" }],
    ["nothing", { root: "none" }],
    ["nothing", { debian: false }],
    ["nothing", { platform: "darwin" }],
  ])("without Docker, setup can install it by %s", (can, difference) => {
    expect(decideEngine({ ...machine, daemon: false, ...difference, version: noProgram })).toEqual({
      kind: "absent",
      can,
    });
  });

  test("a docker program without a daemon on this machine means that Docker is absent", () => {
    expect(decideEngine({ ...machine, daemon: false, version: noAnswer }).kind).toBe("absent");
  });
});

describe("what the user is told", () => {
  const states = [
    { kind: "ready", version: "28.2.2" },
    { kind: "too-old", version: "19.03" },
    { kind: "denied", said: "" },
    { kind: "elsewhere", endpoint: "tcp://x", said: "error during connect\nrefused" },
    { kind: "stopped", can: "nothing", said: "" },
    { kind: "absent", can: "nothing" },
  ];
  test.each(states.flatMap((state) => ["linux", "darwin", "win32"].map((platform) => [state.kind, platform, state])))(
    "%s on %s has an explanation",
    (_kind, platform, state) => {
      expect(explainEngine(state, platform)).toMatch(/Docker/);
    },
  );

  test("a refused socket comes with the command that opens it", () => {
    expect(explainEngine({ kind: "denied", said: "" }, "linux")).toContain("usermod -aG docker");
  });
});
