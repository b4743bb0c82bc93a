import type { ReactNode } from "react";
import { classNames } from "./class-names";

const tones = {
  plain: "text-ink-2 shadow-edge",
  accent: "text-accent bg-accent-wash",
  warn: "text-warn bg-warn-wash",
  bad: "text-bad bg-bad-wash",
};

export function Tag({
  tone = "plain",
  children,
}: {
  readonly tone?: keyof typeof tones;
  readonly children: ReactNode;
}) {
  return (
    <span
      className={classNames(
        "inline-flex h-5 shrink-0 items-center gap-1 whitespace-nowrap rounded-full px-[7px] text-micro font-medium",
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}
