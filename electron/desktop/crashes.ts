/** So many times within a minute the window is loaded again; once more, and somebody is asked. */
const most = 3;
const within = 60_000;

export interface Crashes {
  /** Counts a crash; says whether to load the page again or to give up. */
  another(now: number): "reload" | "give-up";
  /** The person wants it tried again. */
  forget(): void;
}

export function countCrashes(): Crashes {
  let times: readonly number[] = [];
  return {
    another(now) {
      times = [...times.filter((time) => now - time < within), now];
      return times.length > most ? "give-up" : "reload";
    },
    forget() {
      times = [];
    },
  };
}
