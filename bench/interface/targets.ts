import type { Rule, Target } from "../targets";

const printed: Rule = { kind: "printed" };
const under = (atMost: number): Rule => ({ kind: "value", atMost });
const faster = (atLeast: number): Rule => ({ kind: "times-faster", atLeast });

const row = (
  id: string,
  label: string,
  ours: string,
  rule: Rule,
  more: Partial<Pick<Target, "statistic" | "against">> = {},
): Target => ({ id: `interface-${id}`, label, ours, rule, statistic: "median", against: [], ...more });

const peer = (measure: string) => ({ against: [{ name: "vis-timeline", measure }] });

/** What the interface is held to; `printed` where only the comparison is of interest. */
export const interfaceTargets: readonly Target[] = [
  row("drawing-frame", "Script and paint per frame, 100,000 versions", "script-and-paint/100k/tidemark", under(8), {
    statistic: "p95",
  }),
  row("drawing-thread", "All its main thread did for it", "frame/100k/tidemark", printed),
  row("drawing-processor", "What the processor spent on that", "processor/100k/tidemark", printed),
  row("drawing-dropped", "Frames dropped, 100,000 versions", "dropped/100k/tidemark", under(1)),
  row("drawing-peer", "The same, as many as vis-timeline bears", "script-and-paint/bearable/tidemark", faster(5), {
    statistic: "p95",
    ...peer("script-and-paint/bearable/vis-timeline"),
  }),
  row("drawing-peer-dropped", "Frames dropped, as many as it bears", "dropped/bearable/tidemark", printed, {
    ...peer("dropped/bearable/vis-timeline"),
  }),
  row("drawing-wheel", "A step of the wheel, 100,000 versions", "wheel/100k/tidemark", faster(10), {
    ...peer("wheel/100k/vis-timeline"),
  }),
  row("drawing-first", "First drawing after the data, 100,000 versions", "draw/100k/tidemark", faster(5), {
    ...peer("draw/100k/vis-timeline"),
  }),
  row("drawing-open", "From the click on the site, 100,000 versions", "open/100k/tidemark", printed),
  row("start-page", "Navigation to the first row answering, 50 sites", "start/page", under(1000)),
  row("start-shift", "What moves by itself meanwhile", "start/shift", under(0.01)),
  row("start-host", "The host's own start, 50 sites", "start/host", printed),
  row("start-both", "Both, from nothing", "start/both", under(2000)),
  row("memory-page", "Growth of the page's heap, 10,000 actions", "memory/page/growth", under(1)),
  row("memory-host", "Growth of the host's heap, 10,000 actions", "memory/host/growth", under(1)),
  row("bundle-script", "Script of the first page, gzipped", "bundle/first/js", under(200)),
  row("bundle-styles", "Styles of the first page, gzipped", "bundle/first/css", under(15)),
  row("bundle-all", "All script there is, gzipped", "bundle/all/js", printed),
];
