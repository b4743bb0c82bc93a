import { useEffect, useState } from "react";
import { ago, agoOrDay, dayAndClock } from "./time";

/** The present, renewed every `every` milliseconds while the page is visible. */
export function useNow(every = 15_000): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const renew = () => {
      if (!document.hidden) setNow(Date.now());
    };
    const timer = setInterval(renew, every);
    document.addEventListener("visibilitychange", renew);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", renew);
    };
  }, [every]);
  return now;
}

interface AgoProps {
  readonly at: string;
  /** Older than a day: show the day instead of the age. */
  readonly dayWhenOld?: boolean;
}

/** "6 min ago", with the exact time for those who point at it. */
export function Ago({ at, dayWhenOld = false }: AgoProps) {
  const now = useNow();
  return (
    <time dateTime={at} title={dayAndClock(at, now)}>
      {dayWhenOld ? agoOrDay(at, now) : ago(at, now)}
    </time>
  );
}
