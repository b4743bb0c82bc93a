import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import type { History, Place } from "../../shared/timeline/history";
import type { Reachable } from "../../shared/timeline/reach";
import type { RowsLayout } from "../../shared/timeline/row-layout";
import type { ActivityDrawing } from "./activity-drawing";
import { markY } from "./draw-marks";
import { onPixelRatio } from "./element-size";
import { type HitIndex, hitIndexOf } from "./hit-index";
import { createMovements, type Movements } from "./motion";
import { createPainter, type Painter } from "./painter";
import { type Palette, readPalette } from "./palette";
import type { Arc, Scene } from "./scene";
import type { TimelineView } from "./view";

export interface PaintInputs {
  readonly history: History;
  readonly layout: RowsLayout;
  readonly view: TimelineView;
  readonly width: number;
  readonly height: number;
  readonly now: number;
  readonly theme: string;
  readonly selected: Place | null;
  readonly cursor: Place | null;
  readonly folded: boolean;
  readonly arc: Arc | null;
  readonly activity: ActivityDrawing | null;
  readonly reach: Reachable;
  readonly chosenEvent: string | null;
}

/** The plot's canvas: at most one frame for each of the screen's, and none while nothing changes. */
export interface Painting {
  request(): void;
  /** Where the rows are scrolled to; set by the heads, read by each frame. */
  scroll: number;
  hits(): HitIndex;
  readonly scene: Scene | null;
  readonly painter: Painter | null;
}

interface Memory extends Painting {
  scene: Scene | null;
  painter: Painter | null;
  palette: Palette | null;
  hitIndex: HitIndex | null;
  frame: number;
}

export function usePainting(
  canvas: RefObject<HTMLCanvasElement | null>,
  inputs: PaintInputs,
  onFrame: (scene: Scene, painter: Painter) => void,
): Painting {
  const latest = useRef(inputs);
  const afterFrame = useRef(onFrame);
  const movements = useRef<Movements>(null);
  movements.current ??= createMovements();
  const memory = useRef<Memory>(null);
  memory.current ??= createMemory(canvas, latest, afterFrame, movements.current);
  const painting = memory.current;

  useLayoutEffect(() => {
    latest.current = inputs;
    afterFrame.current = onFrame;
    painting.request();
  });
  useLayoutEffect(() => movements.current?.see(inputs.history), [inputs.history]);
  const { arc, theme, view } = inputs;
  useLayoutEffect(() => movements.current?.seeRewind(arc), [arc]);
  // The theme changes what the tokens say.
  useLayoutEffect(() => {
    painting.palette = null;
  }, [painting, theme]);

  useEffect(() => view.store.subscribe(painting.request), [view, painting]);
  useEffect(() => {
    const fonts = () => {
      painting.painter?.forgetWidths();
      painting.request();
    };
    document.fonts.addEventListener("loadingdone", fonts);
    window.addEventListener("resize", painting.request);
    const endRatio = onPixelRatio(painting.request);
    return () => {
      document.fonts.removeEventListener("loadingdone", fonts);
      window.removeEventListener("resize", painting.request);
      endRatio();
      cancelAnimationFrame(painting.frame);
      painting.frame = 0;
    };
  }, [painting]);
  return painting;
}

/** Milliseconds without a move after which a view stands still. */
const settled = 100;

function createMemory(
  canvas: RefObject<HTMLCanvasElement | null>,
  latest: RefObject<PaintInputs>,
  afterFrame: RefObject<(scene: Scene, painter: Painter) => void>,
  movements: Movements,
): Memory {
  const paint = (time: number) => {
    memory.frame = 0;
    const element = canvas.current;
    const inputs = latest.current;
    const { span, moment } = inputs.view.store.getState();
    if (element === null || span === null || inputs.width === 0 || inputs.height === 0) return;
    memory.painter ??= createPainter(element);
    memory.palette ??= readPalette(element);
    const { motion, moving } = movements.at(time);
    const swift = isSwift(time, span);
    memory.scene = { ...inputs, span, moment, scroll: memory.scroll, palette: memory.palette, motion, swift };
    memory.painter.paint(memory.scene);
    memory.hitIndex = null;
    afterFrame.current(memory.scene, memory.painter);
    if (moving) memory.request();
    if (!swift) return;
    clearTimeout(settling);
    settling = setTimeout(memory.request, settled);
  };
  let settling: ReturnType<typeof setTimeout> | undefined;
  let changed = Number.NEGATIVE_INFINITY;
  /** The view moves on from frame to frame, not just with the present once a second. */
  const isSwift = (time: number, span: Scene["span"]) => {
    const before = memory.scene?.span;
    if (before === undefined || (before.from === span.from && before.to === span.to)) return false;
    const since = time - changed;
    changed = time;
    return since < settled;
  };
  const memory: Memory = {
    scene: null,
    painter: null,
    palette: null,
    hitIndex: null,
    frame: 0,
    scroll: 0,
    request: () => {
      if (memory.frame === 0) memory.frame = requestAnimationFrame(paint);
    },
    hits: () => {
      const { scene, painter } = memory;
      if (scene === null || painter === null) return { at: () => -1 };
      memory.hitIndex ??= hitIndexOf(painter.placement, (index) => markY(scene, painter.placement, index));
      return memory.hitIndex;
    },
  };
  return memory;
}
