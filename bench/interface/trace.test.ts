import { describe, expect, it } from "vitest";
import { readFrames, type TraceEvent } from "./trace";

const page = { pid: 7, tid: 1 };
const compositor = { pid: 7, tid: 2 };

const slice = (name: string, ms: number, took: number): TraceEvent => ({
  ...page,
  name,
  ph: "X",
  ts: ms * 1000,
  dur: took * 1000,
});
const begin = (ms: number): TraceEvent => ({ ...page, name: "BeginMainThreadFrame", ph: "I", ts: ms * 1000 });
const report = (frame_sequence: number, state: string): TraceEvent => ({
  ...compositor,
  name: "PipelineReporter",
  ph: "b",
  ts: 0,
  args: { frame_reporter: { frame_sequence, state: `STATE_${state}` } },
});

/** As Chromium writes it: the frame's mark lies within the task that begins the frame. */
const drawnFrame = (ms: number, took: number): TraceEvent[] => [
  slice("RunTask", ms, took),
  begin(ms + 0.1),
  slice("EventDispatch", ms + 0.2, 0.5),
  slice("FunctionCall", ms + 0.3, 0.3),
  slice("FireAnimationFrame", ms + 1, 2),
  slice("FunctionCall", ms + 1.1, 1.9),
  slice("Paint", ms + 3.5, 0.2),
];

describe("readFrames", () => {
  it("counts all the main thread did from one frame's task to the next one's", () => {
    const events = [...drawnFrame(0, 5), slice("RunTask", 8, 1.5), ...drawnFrame(16, 4)];
    expect(readFrames(events).work).toEqual([6.5, 4]);
  });

  it("tells what the processor spent from what passed", () => {
    const waited = { ...slice("RunTask", 8, 6), tdur: 1500 };
    expect(readFrames([...drawnFrame(0, 5), waited])).toMatchObject({ work: [11], processor: [1.5] });
  });

  it("counts a function called by a handler once", () => {
    expect(readFrames(drawnFrame(0, 5)).scriptAndPaint).toEqual([2.7]);
  });

  it("leaves out frames in which nothing was drawn, what was before the first, and other threads", () => {
    const idle = [slice("RunTask", 32, 0.3), begin(32.1)];
    const events = [
      slice("RunTask", -10, 9),
      ...drawnFrame(0, 5),
      ...idle,
      { ...slice("RunTask", 3, 9), tid: 5 },
      { ...begin(3), pid: 9 },
    ];
    expect(readFrames(events).work).toEqual([5]);
  });

  it("takes a late frame as dropped once, however many reports say so", () => {
    const events = [
      ...drawnFrame(0, 5),
      report(1, "PRESENTED_ALL"),
      report(2, "NO_UPDATE_DESIRED"),
      report(3, "DROPPED"),
      report(3, "PRESENTED_PARTIAL"),
      report(4, "DROPPED"),
      report(4, "DROPPED"),
      report(5, "PRESENTED_ALL"),
      { ...report(6, "DROPPED"), pid: 9 },
    ];
    expect(readFrames(events)).toMatchObject({ wanted: 4, dropped: 2 });
  });

  it("says so when nothing moved", () => {
    expect(() => readFrames([slice("RunTask", 0, 1)])).toThrow("no frame is in the trace");
  });
});
