import type { LogEvent } from "./log-event";

/** Events of a transaction of which it isn't known yet whether they count. */
export class Held {
  #events: LogEvent[] = [];
  #marks: { readonly name: string; readonly events: number }[] = [];

  take(event: LogEvent): void {
    this.#events.push({ ...event, body: Buffer.from(event.body), bytes: null });
  }

  /** A savepoint: a second one of a name replaces the first. */
  mark(name: string): void {
    this.#marks = this.#marks.filter((mark) => mark.name !== name);
    this.#marks.push({ name, events: this.#events.length });
  }

  /** Forgets what came after the savepoint; it stays, later ones go. */
  backTo(name: string): void {
    const index = this.#marks.findIndex((mark) => mark.name === name);
    const mark = this.#marks[index];
    if (mark === undefined) throw new RangeError(`no savepoint is called ${name}`);
    this.#marks = this.#marks.slice(0, index + 1);
    this.#events = this.#events.slice(0, mark.events);
  }

  events(): readonly LogEvent[] {
    return this.#events;
  }
}
