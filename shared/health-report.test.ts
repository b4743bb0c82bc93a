import { expect, test } from "vitest";
import { healthReport } from "./health-report";
import type { Operation } from "./model/operation";
import type { Health } from "./model/views";

const health: Health = {
  problem: {
    code: "docker-unreachable",
    message: "Docker does not answer at ssh://anna:secret@box.example.",
    hint: "Start it.",
    data: { endpoint: "ssh://anna:secret@box.example" },
    logId: "7F3K-Q2",
  },
  app: {
    version: "0.1.0",
    dataFolder: "/home/anna/.local/share/tidemark",
    instance: "k3v9qd",
    host: "browser",
    system: "linux",
    logFolder: "C:\\Users\\Anna\\tidemark\\logs",
  },
  engine: {
    endpoint: "ssh://anna:secret@box.example",
    version: "29.1.3",
    api: "1.52",
    os: "linux",
    kernel: "6.12.48",
    answeredIn: 4,
  },
  store: null,
  router: { port: 8080, wanted: 80 },
  images: [{ name: "tidemark.local/caddy:2", role: "Router", standIn: true }],
  adoptable: [{ instance: "other", sites: ["Anna’s private diary"] }],
};
const failed = {
  kind: "rewind",
  title: "Rewind Anna’s private diary",
  state: "failed",
  endedAt: "2026-03-12T16:40:00.000Z",
  error: { code: "site-unhealthy", message: "http://diary.localhost fails", hint: "", data: {}, logId: "9A2B" },
} as unknown as Operation;

const report = () => healthReport(health, [failed], { Browser: "Chromium 140" }, new Date("2026-03-12T16:42:07.000Z"));

test("says what is there and what failed, with the ids that are in the log", () => {
  const text = report();
  for (const part of ["0.1.0", "29.1.3", "API 1.52", "kernel 6.12.48", "port 8080 (wanted 80)", "(stand-in)"])
    expect(text).toContain(part);
  expect(text).toContain("docker-unreachable, log id 7F3K-Q2");
  expect(text).toContain("2026-03-12T16:40:00.000Z: rewind: site-unhealthy, log id 9A2B");
  expect(text).toContain("Browser: Chromium 140");
  expect(text).toContain("Other stores here: 1");
});

test("names no site, no address of one, no user and no password", () => {
  expect(report()).not.toMatch(/anna|secret|diary/i);
});
