import { classNames } from "../ui/class-names";

/** Initials on a quiet ground, so that a site is found by its place and its badge. The hue follows the id, never a state. */
const grounds = [
  ["oklch(0.50 0.07 150)", "#fff"],
  ["oklch(0.93 0.03 230)", "oklch(0.35 0.08 240)"],
  ["oklch(0.27 0.01 60)", "#fff"],
  ["oklch(0.54 0.13 45)", "#fff"],
  ["oklch(0.90 0.045 85)", "oklch(0.38 0.07 60)"],
  ["oklch(0.45 0.09 300)", "#fff"],
  ["oklch(0.47 0.07 200)", "#fff"],
] as const;

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** One or two signs a person would pick: the first of the first two words, in any script. */
export function initialsOf(title: string): string {
  const parts = title
    .trim()
    .split(/\s+/)
    .filter((part) => !/^(the|a|an|by|of|and|&)$/i.test(part));
  const signs = (parts.length === 0 ? [title] : parts).slice(0, 2).map((part) => {
    const [first] = graphemes.segment(part);
    return first?.segment ?? "";
  });
  return signs.join("").toLocaleUpperCase();
}

/** A small badge has room for one sign. */
function graphemeOf(initials: string): string {
  const [first] = graphemes.segment(initials);
  return first?.segment ?? "";
}

export function groundOf(id: string): readonly [background: string, ink: string] {
  let sum = 0;
  for (const sign of id) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 9973;
  return grounds[sum % grounds.length] ?? grounds[0];
}

interface SiteBadgeProps {
  readonly id: string;
  readonly title: string;
  readonly size?: number;
}

export function SiteBadge({ id, title, size = 34 }: SiteBadgeProps) {
  const [background, color] = groundOf(id);
  return (
    <span
      aria-hidden="true"
      translate="no"
      className={classNames(
        "grid shrink-0 place-items-center overflow-hidden font-bold shadow-[inset_0_0_0_1px_oklch(0_0_0/0.08)]",
        size < 24 ? "rounded-[5px] text-micro leading-none" : "rounded-[8px] text-name",
      )}
      style={{ background, color, width: size, height: size }}
    >
      {size < 24 ? graphemeOf(initialsOf(title)) : initialsOf(title)}
    </span>
  );
}
