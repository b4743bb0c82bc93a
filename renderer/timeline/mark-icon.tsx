import type { MarkShape } from "../../shared/timeline/mark-kinds";

const stroke = {
  fill: "none",
  stroke: "currentColor",
  strokeWidth: 1.6,
  strokeLinecap: "round",
  strokeLinejoin: "round",
} as const;
const onLine = <path {...stroke} d="M1.5 12.5h13" />;

const shapes: Record<MarkShape | "fork", React.ReactNode> = {
  tick: (
    <>
      {onLine}
      <path {...stroke} d="M8 12.5V7.5" />
    </>
  ),
  flag: (
    <>
      {onLine}
      <path {...stroke} d="M6 12.5V2" />
      <path d="M6 1.5l7 3.7-7 3.7z" fill="currentColor" />
    </>
  ),
  named: (
    <>
      {onLine}
      <path {...stroke} d="M8 12.5V5" />
      <circle cx="8" cy="4" r="2.6" fill="currentColor" />
    </>
  ),
  pinned: (
    <>
      {onLine}
      <path {...stroke} d="M8 12.5V5" />
      <path d="M8 .8l3.7 3.7L8 8.2 4.3 4.5z" fill="currentColor" />
    </>
  ),
  first: (
    <>
      <path {...stroke} d="M8 8h6.5" />
      <rect x="2.5" y="4" width="8" height="8" rx="1.3" fill="currentColor" />
    </>
  ),
  kept: <path {...stroke} d="M1.5 8h2M5.5 8h2M9.5 8h2.500M13 3.500v9" />,
  rewind: (
    <>
      <circle {...stroke} strokeWidth={1.4} cx="8" cy="8" r="6.8" />
      <path {...stroke} strokeWidth={1.4} d="M4.9 6.200a3.6 3.6 0 1 1-.3 3.100M4.3 3.900v2.600h2.6" />
    </>
  ),
  fork: (
    <>
      <path {...stroke} d="M1.5 8h3.300M11.2 8h3.3" />
      <circle {...stroke} cx="8" cy="8" r="3" />
    </>
  ),
};

/** A mark of the timeline as an icon. */
export function MarkIcon({ shape, size = 16 }: { readonly shape: MarkShape | "fork"; readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" className="block shrink-0">
      {shapes[shape]}
    </svg>
  );
}
