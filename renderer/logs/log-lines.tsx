import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { clock } from "../ui/time";
import { words } from "../words";
import type { NumberedLine } from "./log-buffer";

const lineHeight = 20;
/** So far from the end, a person still reads the newest. */
const nearEnd = 40;

/** The lines, as many as are visible; follows the newest until one scrolls away from it. */
export function LogLines({ lines }: { readonly lines: readonly NumberedLine[] }) {
  const place = useRef<HTMLDivElement>(null);
  const [follows, setFollows] = useState(true);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => place.current,
    estimateSize: () => lineHeight,
    getItemKey: (index) => lines[index]?.key ?? index,
    overscan: 20,
    initialRect: { width: 900, height: 600 },
  });
  const count = lines.length;
  useEffect(() => {
    if (follows && count > 0) virtual.scrollToIndex(count - 1, { align: "end" });
  }, [follows, count, virtual]);
  const watch = () => {
    const box = place.current;
    if (box !== null) setFollows(box.scrollHeight - box.scrollTop - box.clientHeight < nearEnd);
  };
  return (
    <div className="relative min-h-0 bg-surface">
      <section
        ref={place}
        // A scrolling place without controls of its own has to be reachable by keyboard.
        tabIndex={0}
        aria-label={words.site.log.region}
        onScroll={watch}
        className="h-full overflow-auto font-code text-small -outline-offset-2"
      >
        {count === 0 && <p className="p-5 font-sans text-ink-3">{words.site.log.empty}</p>}
        <ol className="relative min-w-full" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const line = lines[item.index];
            if (line === undefined) return null;
            return (
              <li
                key={item.key}
                className="absolute top-0 left-0 flex min-w-full gap-3 px-3.5 leading-5 whitespace-pre hover:bg-hover wide:px-5"
                style={{ transform: `translateY(${item.start}px)`, height: lineHeight }}
              >
                <time dateTime={line.at} className="shrink-0 text-ink-3">
                  {clock(line.at)}
                </time>
                <span className={classNames("w-[66px] shrink-0", line.source === "web" ? "text-accent" : "text-ink-2")}>
                  {words.site.log[line.source]}
                </span>
                <span dir="auto" translate="no">
                  {line.text}
                </span>
              </li>
            );
          })}
        </ol>
      </section>
      {!follows && (
        <Button
          icon={ArrowDown}
          size="small"
          className="absolute right-5 bottom-4 bg-raised shadow-float"
          onClick={() => setFollows(true)}
        >
          {words.site.log.follow}
        </Button>
      )}
    </div>
  );
}
