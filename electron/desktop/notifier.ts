import { Notification } from "electron";
import type { Operation } from "../../shared/model/operation";
import { type Announcement, announce, type Circumstances, isSettled, isWorthTelling } from "./announcement";
import type { DesktopWords } from "./words";

type Shown = Omit<Announcement, "place"> & { readonly place: string | null };

export interface NotifierSettings {
  readonly words: () => DesktopWords;
  readonly on: () => boolean;
  readonly inFront: () => boolean;
  readonly titleOf: (siteId: string) => Promise<string | null>;
  /** A click on a notification. */
  readonly open: (place: string) => void;
  readonly undo: (operationId: string) => void;
}

export interface Notifier {
  /** An operation has changed. Each is told of once, and only when it was seen going on. */
  follow(operation: Operation): void;
  /** The end of this one is told in any case: it was started where no window shows it. */
  expect(operationId: string): void;
  /** `place`: where a click leads. */
  tell(title: string, body: string, place?: string): void;
}

export function notifier({ words, on, inFront, titleOf, open, undo }: NotifierSettings): Notifier {
  const underWay = new Map<string, Operation>();
  const expected = new Set<string>();
  /** A notification that nobody holds loses its clicks. */
  const shown = new Set<Notification>();

  const show = ({ title, body, place, undo: operationId }: Shown) => {
    // Buttons are macOS'; elsewhere a click leads to the window, which offers the same.
    const actions = operationId === null ? [] : [{ type: "button" as const, text: words().notice.undo }];
    const notification = new Notification({ title, body, actions });
    const forget = () => shown.delete(notification);
    notification.on("click", () => {
      forget();
      if (place !== null) open(place);
    });
    notification.on("action", () => {
      forget();
      if (operationId !== null) undo(operationId);
    });
    notification.on("close", forget);
    notification.on("failed", forget);
    shown.add(notification);
    notification.show();
  };

  const settle = async (operation: Operation) => {
    const asked = expected.delete(operation.id);
    const circumstances: Circumstances = { on: on() && Notification.isSupported(), inFront: inFront(), asked };
    const worth = isWorthTelling(operation, circumstances);
    if (!worth && !asked) return;
    const site = operation.siteId === null ? null : await titleOf(operation.siteId);
    const said = announce(operation, site, words(), new Date());
    if (worth) show(said);
    // Asked for without a window, and nothing may be said: the window says it.
    else if (operation.state !== "cancelled") open(said.place);
  };

  return {
    follow(operation) {
      if (!isSettled(operation)) {
        underWay.set(operation.id, operation);
        return;
      }
      if (underWay.delete(operation.id)) void settle(operation);
    },
    expect(operationId) {
      expected.add(operationId);
    },
    tell(title, body, place) {
      if (on() && Notification.isSupported()) show({ title, body, place: place ?? null, undo: null });
    },
  };
}
