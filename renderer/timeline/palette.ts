/** What the canvas needs of the design tokens, read from the element it is drawn in. */
export interface Palette {
  readonly surface: string;
  readonly sunken: string;
  readonly bg: string;
  readonly line: string;
  readonly line2: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly accent: string;
  readonly accentWash: string;
  readonly accentLine: string;
  readonly lane: string;
  readonly laneRest: string;
  readonly mark: string;
  readonly grid: string;
  readonly gridMajor: string;
  readonly dry: string;
  readonly tide: string;
  readonly tideWash: string;
  readonly bad: string;
  readonly badWash: string;
  readonly hover: string;
  readonly font: string;
}

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    surface: token("--surface"),
    sunken: token("--sunken"),
    bg: token("--bg"),
    line: token("--line"),
    line2: token("--line-2"),
    ink: token("--ink"),
    ink2: token("--ink-2"),
    ink3: token("--ink-3"),
    accent: token("--accent"),
    accentWash: token("--accent-wash"),
    accentLine: token("--accent-line"),
    lane: token("--lane"),
    laneRest: token("--lane-rest"),
    mark: token("--mark"),
    grid: token("--grid"),
    gridMajor: token("--grid-major"),
    dry: token("--dry"),
    tide: token("--tide"),
    tideWash: token("--tide-wash"),
    bad: token("--bad"),
    badWash: token("--bad-wash"),
    hover: token("--hover"),
    font: token("--font"),
  };
}

/** Milliseconds of a motion token; 0 where the person asked for less motion. */
export function motionTime(name: "--d-move" | "--d-zoom" | "--d-tide"): number {
  const token = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  // A minifier may write 620ms as .62s.
  const unit = /\dms$/.test(token) ? 1 : 1000;
  return (Number.parseFloat(token) || 0) * unit;
}
