/** One event of a Chromium trace; times in microseconds. */
export interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
  /** What the thread ran of it. */
  readonly tdur?: number;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly frame_reporter?: FrameReport; readonly chrome_frame_reporter?: FrameReport };
}

/** What Chromium's compositor says became of one of the screen's frames; its name in `args` changed over the years. */
interface FrameReport {
  readonly frame_sequence: number;
  readonly state: string;
}

/** What has to be recorded for `readFrames`. */
export const traceCategories = [
  "devtools.timeline",
  "disabled-by-default-devtools.timeline",
  "disabled-by-default-devtools.timeline.frame",
];

export interface Frames {
  /** Milliseconds that passed on the page's main thread for each frame it drew, whatever it did. */
  readonly work: readonly number[];
  /** What the processor spent on it: less, where the thread waited or other programs had the processor. */
  readonly processor: readonly number[];
  /** Of the work: input, script, style, layout, paint and the commit, in which the canvas is rasterised. */
  readonly scriptAndPaint: readonly number[];
  /** The screen's frames in which the page had something new to show. */
  readonly wanted: number;
  /** Of which came late or not at all. */
  readonly dropped: number;
}

const drawing = new Set(["Paint", "FireAnimationFrame"]);
const scripting = new Set([
  "EventDispatch",
  "FireAnimationFrame",
  "FunctionCall",
  "EvaluateScript",
  "TimerFire",
  "MinorGC",
  "MajorGC",
]);

const painting = new Set(["HitTest", "UpdateLayoutTree", "Layout", "PrePaint", "Paint", "Layerize", "Commit"]);

/**
 * Reads a trace of one page in motion. A frame's work is everything its main thread did from the beginning of the
 * frame's task to that of the next frame's; frames in which it drew nothing don't count, or idle ones would flatter the rest.
 */
export function readFrames(events: readonly TraceEvent[]): Frames {
  const begins = events.filter(({ name }) => name === "BeginMainThreadFrame");
  const thread = mostCommon(begins.map(({ pid, tid }) => `${pid} ${tid}`));
  const onMain = events.filter(({ pid, tid }) => `${pid} ${tid}` === thread).toSorted((a, b) => a.ts - b.ts);
  const work: number[] = [];
  const processor: number[] = [];
  const scriptAndPaint: number[] = [];
  for (const frame of framesOf(onMain)) {
    if (!frame.some(({ name }) => drawing.has(name))) continue;
    const tasks = frame.filter(({ name }) => name === "RunTask");
    work.push(total(tasks));
    processor.push(tasks.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1000);
    scriptAndPaint.push(total(outermost(frame.filter(({ name }) => scripting.has(name) || painting.has(name)))));
  }
  const pid = Number(thread.split(" ")[0]);
  return { work, processor, scriptAndPaint, ...readReports(events.filter((event) => event.pid === pid)) };
}

/** The main thread's events, cut before the task that begins each frame. */
function framesOf(onMain: readonly TraceEvent[]): TraceEvent[][] {
  const tasks = onMain.filter(({ name }) => name === "RunTask");
  const cuts: number[] = [];
  let task = 0;
  for (const { ts } of onMain.filter(({ name }) => name === "BeginMainThreadFrame")) {
    while ((tasks[task + 1]?.ts ?? Number.POSITIVE_INFINITY) <= ts) task++;
    cuts.push(Math.min(tasks[task]?.ts ?? ts, ts));
  }
  const frames: TraceEvent[][] = cuts.map(() => []);
  let frame = -1;
  for (const event of onMain) {
    while ((cuts[frame + 1] ?? Number.POSITIVE_INFINITY) <= event.ts) frame++;
    frames[frame]?.push(event);
  }
  return frames;
}

/** One frame may be reported twice, for the compositor's part and for the page's: what dropped either of them counts once. */
function readReports(events: readonly TraceEvent[]): Pick<Frames, "wanted" | "dropped"> {
  const dropped = new Set<number>();
  const wanted = new Set<number>();
  for (const { name, ph, args } of events) {
    const report = args?.frame_reporter ?? args?.chrome_frame_reporter;
    if (name !== "PipelineReporter" || ph !== "b" || report === undefined) continue;
    if (report.state === "STATE_NO_UPDATE_DESIRED") continue;
    wanted.add(report.frame_sequence);
    if (report.state === "STATE_DROPPED") dropped.add(report.frame_sequence);
  }
  return { wanted: wanted.size, dropped: dropped.size };
}

/** Leaves out what happened within another: a handler's work is its event's already. */
function outermost(events: readonly TraceEvent[]): TraceEvent[] {
  const outer: TraceEvent[] = [];
  let until = Number.NEGATIVE_INFINITY;
  for (const event of events) {
    if (event.ts < until) continue;
    outer.push(event);
    until = event.ts + (event.dur ?? 0);
  }
  return outer;
}

const total = (events: readonly TraceEvent[]): number => events.reduce((sum, { dur = 0 }) => sum + dur, 0) / 1000;

function mostCommon(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const first = [...counts].toSorted((a, b) => b[1] - a[1])[0];
  if (first === undefined) throw new Error("no frame is in the trace");
  return first[0];
}
