export interface GestureHandlers {
  /** `factor` below 1 zooms in, about `x`. */
  onZoom(factor: number, x: number): void;
  /** Pixels; positive `dx` shows what is later, positive `dy` what is further down. */
  onPan(dx: number, dy: number): void;
  onPoint(x: number, y: number): void;
  onLeave(): void;
  onClick(x: number, y: number): void;
  onDoubleClick(x: number, y: number): void;
  /** Dragged along the axis; `free` keeps it from snapping. */
  onScrub(x: number, free: boolean): void;
  /** Let go of after `onScrub`. */
  onScrubEnd(): void;
}

const clickSlack = 4;
const lineHeight = 16;

/**
 * Wheel, drag, and pinch with two fingers on one element, whose top `axis` pixels are there to scrub along. Returns how
 * to let go of it.
 */
export function listenToGestures(element: HTMLElement, axis: number, handlers: GestureHandlers): () => void {
  const held = new Map<number, { x: number; y: number }>();
  let moved = false;
  let scrubbing = false;
  const place = (event: MouseEvent) => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? lineHeight : 1;
    const dx = event.deltaX * unit;
    const dy = event.deltaY * unit;
    if (event.altKey) return handlers.onPan(0, dy);
    if (event.shiftKey) return handlers.onPan(Math.abs(dx) > Math.abs(dy) ? dx : dy, 0);
    if (!event.ctrlKey && Math.abs(dx) > Math.abs(dy)) return handlers.onPan(dx, 0);
    // A pinch on a touchpad comes as a wheel with Ctrl, in far smaller steps.
    handlers.onZoom(Math.exp(dy * (event.ctrlKey && Math.abs(dy) < 50 ? 0.01 : 0.0016)), place(event).x);
  };
  const down = (event: PointerEvent) => {
    if (event.button !== 0 || (event.target as Element).closest("button, a") !== null) return;
    const at = place(event);
    if (held.size === 0) {
      moved = false;
      scrubbing = at.y < axis;
    }
    held.set(event.pointerId, at);
    element.setPointerCapture(event.pointerId);
    if (scrubbing) handlers.onScrub(at.x, event.altKey);
  };
  const move = (event: PointerEvent) => {
    const to = place(event);
    const from = held.get(event.pointerId);
    if (from === undefined) {
      if (event.pointerType !== "touch") handlers.onPoint(to.x, to.y);
      return;
    }
    if (scrubbing) return handlers.onScrub(to.x, event.altKey);
    if (!moved && Math.hypot(to.x - from.x, to.y - from.y) < clickSlack) return;
    moved = true;
    const other = [...held].find(([id]) => id !== event.pointerId)?.[1];
    if (other !== undefined) {
      const before = Math.max(20, Math.abs(from.x - other.x));
      const after = Math.max(20, Math.abs(to.x - other.x));
      handlers.onZoom(before / after, other.x);
    } else handlers.onPan(from.x - to.x, from.y - to.y);
    held.set(event.pointerId, to);
  };
  const up = (event: PointerEvent) => {
    if (!held.delete(event.pointerId)) return;
    if (scrubbing) return handlers.onScrubEnd();
    if (moved || event.type === "pointercancel") return;
    const { x, y } = place(event);
    handlers.onClick(x, y);
  };
  const twice = (event: MouseEvent) => {
    const { x, y } = place(event);
    if (y >= axis && (event.target as Element).closest("button, a") === null) handlers.onDoubleClick(x, y);
  };
  const leave = () => handlers.onLeave();

  element.addEventListener("wheel", wheel, { passive: false });
  element.addEventListener("pointerdown", down);
  element.addEventListener("pointermove", move);
  element.addEventListener("pointerup", up);
  element.addEventListener("pointercancel", up);
  element.addEventListener("pointerleave", leave);
  element.addEventListener("dblclick", twice);
  return () => {
    element.removeEventListener("wheel", wheel);
    element.removeEventListener("pointerdown", down);
    element.removeEventListener("pointermove", move);
    element.removeEventListener("pointerup", up);
    element.removeEventListener("pointercancel", up);
    element.removeEventListener("pointerleave", leave);
    element.removeEventListener("dblclick", twice);
  };
}
