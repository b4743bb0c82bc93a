/** What the interface's sources may not say for themselves, because a token says it. Each offence is a line for a person. */

/** Where a colour is no part of the design: what it is, and why. */
const ownColours = {
  "renderer/ui/tokens.css": "the tokens themselves",
  "renderer/sites/site-badge.tsx": "the seven grounds of a site's badge; their contrast is tested",
  "renderer/mail/mail-paper.tsx": "a mail has its sender's colours",
};

/** Beside the tokens 3, 6 and 9: marks within marks, and what lies within another rounding (its radius less the gap between them). */
const radii = ["1px", "2px", "4px", "5px", "8px", "11px"];
/** Line heights of lists where two lines make a row, and of a state's lead. */
const leadings = ["17px", "18px", "21px"];

const rules = [
  {
    what: "a colour of its own; use a token of renderer/ui/tokens.css",
    pattern: /(?<!&)#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b(?!\/)|\b(?:rgba?|hsla?|oklch|oklab)\(/gi,
    allowed: (found, path) => path in ownColours,
  },
  { what: "a type size of its own; use text-micro … text-display", pattern: /\btext-\[[\d.]+(?:px|rem|em)\]/g },
  {
    what: "a font written out; only the canvas does, at 11 px",
    pattern: /\bfont: ?["'`]?[^;"'`\n]*?[\d.]+px|\b[\d.]+px \$\{[\w.]*font\}/g,
    allowed: (found, path) => path in ownColours || found.startsWith("11px"),
  },
  { what: "a weight of its own; use font-normal, -medium, -strong, -bold", pattern: /\bfont-\[\d+\]/g },
  {
    what: "a duration of its own; use duration-(--d-touch), (--d-move), …",
    pattern: /\bduration-(?:\[[\d.]+m?s\]|\d+)/g,
  },
  {
    what: "a rounding of its own",
    pattern: /\brounded(?:-[a-z]+)?-\[([^\]]+)\]/g,
    allowed: (found) => radii.some((radius) => found.endsWith(`[${radius}]`)),
  },
  {
    what: "a line height of its own",
    pattern: /\bleading-\[([^\]]+)\]/g,
    allowed: (found) => leadings.some((leading) => found.endsWith(`[${leading}]`)),
  },
];

/** `path` from the repository's folder on. */
export function offences(path, text) {
  return rules.flatMap(({ what, pattern, allowed = () => false }) =>
    [...text.matchAll(pattern)]
      .filter(([found]) => !allowed(found, path))
      .map((match) => `${path}:${text.slice(0, match.index).split("\n").length}: ${match[0]} is ${what}`),
  );
}

/** Tokens that nothing uses: what they promise is not in the interface. `css` is tokens.css, `sources` everything else. */
export function unusedTokens(css, sources) {
  const names = new Set([...css.matchAll(/^\s*--([\w-]+):/gm)].map(([, name]) => name));
  const used = `${css}\n${sources}`;
  return [...names].filter((name) => !new RegExp(`var\\(--${name}\\)|"--${name}"|\\(--${name}\\)`).test(used));
}
