import { AppWindow, HardDrive, LogOut, Palette, Plus } from "lucide-react";
import { useEffect, useState } from "react";
import type { IconLike } from "../ui/button";
import { classNames } from "../ui/class-names";
import { words } from "../words";

export interface Part {
  readonly id: "new-sites" | "disk" | "look" | "app" | "leaving";
  readonly title: string;
}

const icons: Readonly<Record<Part["id"], IconLike>> = {
  "new-sites": Plus,
  disk: HardDrive,
  look: Palette,
  app: AppWindow,
  leaving: LogOut,
};

/** Where in the page one is, and the way to each part. */
export function PartsList({ parts }: { readonly parts: readonly Part[] }) {
  const [here, setHere] = useHere(parts);
  return (
    <nav aria-label={words.settings.parts}>
      <ul className="grid gap-0.5">
        {parts.map(({ id, title }) => {
          const Icon = icons[id];
          return (
            <li key={id}>
              <button
                type="button"
                aria-current={here === id ? "true" : undefined}
                onClick={() => {
                  goTo(id);
                  setHere(id);
                }}
                className={classNames(
                  "flex h-[30px] w-full items-center gap-2.5 rounded-2 px-2.5 text-start",
                  here === id ? "bg-hover font-strong" : "text-ink-2 hover:bg-hover",
                )}
              >
                <Icon size={15} />
                {title}
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

function goTo(id: Part["id"]): void {
  const heading = document.getElementById(`${id}-title`);
  heading?.focus({ preventScroll: true });
  document.getElementById(id)?.scrollIntoView();
}

/** The part whose heading was scrolled past last. At the very bottom what was chosen stays: it may be too short to reach the top. */
function useHere(parts: readonly Part[]) {
  const [here, setHere] = useState<Part["id"] | undefined>(parts[0]?.id);
  useEffect(() => {
    const scroller = document.getElementById("settings-parts");
    if (scroller === null) return;
    const look = () => {
      if (scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2 && scroller.scrollTop > 0) return;
      const top = scroller.getBoundingClientRect().top + 60;
      const passed = parts.filter(({ id }) => (document.getElementById(id)?.getBoundingClientRect().top ?? top) < top);
      setHere((passed.at(-1) ?? parts[0])?.id);
    };
    scroller.addEventListener("scroll", look, { passive: true });
    return () => scroller.removeEventListener("scroll", look);
  }, [parts]);
  return [here, setHere] as const;
}
