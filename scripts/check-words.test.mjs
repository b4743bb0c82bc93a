import { expect, test } from "vitest";
import { literalTextsIn } from "./check-words.mjs";

const texts = (markup) => literalTextsIn("x.tsx", `const x = ${markup};`).map((line) => /“(.*)”/.exec(line)?.[1]);

test("texts in markup are found, wherever a person would read or hear them", () => {
  expect(texts("<p>Two words</p>")).toEqual(["Two words"]);
  expect(texts('<p title="Tip">{"Quoted"}</p>')).toEqual(["Quoted", "Tip"]);
  expect(texts("<p>{`${count} sites`}</p>")).toEqual(["sites"]);
  expect(texts('<p>{busy ? "Waits" : words.ready}</p>')).toEqual(["Waits"]);
  expect(texts('<button aria-label={open && "Close"} />')).toEqual(["Close"]);
  expect(texts('<Field label={"Name " + count} />')).toEqual(["Name"]);
});

test("what is no text is left alone", () => {
  expect(texts('<p className="text-ink" data-kind="site">{words.title} · –</p>')).toEqual([]);
  expect(texts('<input name="title" value="x" type="range" />')).toEqual([]);
  expect(texts('<CommandLine command="npm start" />')).toEqual([]);
  expect(texts('<li key={`row-${id}`}>{list.map((one) => pick(one, "kind"))}</li>')).toEqual([]);
});

test("the line is named", () => {
  expect(literalTextsIn("a.tsx", "const x = (\n  <p>\n    Words\n  </p>\n);")[0]).toContain("a.tsx:2: ");
});
