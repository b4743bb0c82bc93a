import { contrast, readThemes } from "./colours.mjs";

/**
 * What stands on what in the interface, and how well it must be told apart: 4.5 for text, 3 for what has to be seen to understand
 * or to use something (WCAG 2.2, 1.4.3 and 1.4.11). `on`: the layers below, the lowest first.
 */
const grounds = ["sunken", "bg", "surface", "raised"];
const text = (name, ...places) => places.map((on) => ({ name, on: [on].flat(), least: 4.5 }));
const seen = (name, ...places) => places.map((on) => ({ name, on: [on].flat(), least: 3 }));

export const pairs = [
  ...text("ink", ...grounds, ["surface", "hover"], ["surface", "accent-wash"], ["surface", "warn-wash"]),
  ...text(
    "ink-2",
    ...grounds,
    ["surface", "hover"],
    ["surface", "accent-wash"],
    ["bg", "warn-wash"],
    ["bg", "bad-wash"],
  ),
  ...text("ink-3", ...grounds),
  ...text("accent", "bg", "surface", "raised", ["surface", "accent-wash"]),
  ...text("on-accent", "accent", "accent-strong"),
  ...text("bad", "bg", "surface", "raised", ["surface", "bad-wash"]),
  ...text("warn", "bg", "surface", ["bg", "warn-wash"]),
  ...text("good", "bg", "surface"),
  ...text("paper-ink", "paper"),
  ...seen("line-control", "bg", "surface", "raised"),
  ...seen("accent", "sunken", "dry"),
  ...seen("lane", "surface"),
  ...seen("lane-rest", "surface"),
  ...seen("mark", "surface"),
  ...seen("tide", "surface"),
];

/** Every pair's contrast in both themes. */
export function measure(css) {
  const themes = readThemes(css);
  return pairs.map((pair) => {
    const of = (theme) =>
      contrast(
        colour(theme, pair.name),
        pair.on.map((name) => colour(theme, name)),
      );
    return { ...pair, light: of(themes.light), dark: of(themes.dark) };
  });
}

function colour(theme, name) {
  const found = theme[name];
  if (found === undefined) throw new Error(`tokens.css has no colour --${name}`);
  return found;
}

/** The table in docs/design.md: of all grounds a colour stands on, the one where it is worst in either theme. */
export function tableOf(css) {
  const worst = Map.groupBy(measure(css), ({ name, least }) => `${name} ${least}`)
    .values()
    .map((all) => {
      const low = (theme) => all.reduce((one, other) => (other[theme] < one[theme] ? other : one));
      const said = (theme) =>
        `${low(theme)[theme].toFixed(1)} on ${low(theme)
          .on.map((name) => `\`${name}\``)
          .join(" + ")}`;
      return [`\`${all[0].name}\``, all[0].least.toFixed(1), said("light"), said("dark")];
    });
  const rows = [["colour", "at least", "light, at worst", "dark, at worst"], ...worst];
  const widths = rows[0].map((_, index) => Math.max(...rows.map((cells) => cells[index].length)));
  const line = (cells) => `| ${cells.map((cell, index) => cell.padEnd(widths[index])).join(" | ")} |`;
  return [line(rows[0]), line(widths.map((width) => "-".repeat(width))), ...rows.slice(1).map(line)].join("\n");
}
