import { expect, test } from "vitest";
import { plainName, wordsOf } from "./plain-text";
import { readSerialized, stringList } from "./serialized";
import { wordDifference } from "./word-difference";

test("serialized values are read as PHP wrote them", () => {
  expect(readSerialized('s:6:"Größe";')).toBeUndefined();
  expect(readSerialized('s:7:"Größe";')).toBe("Größe");
  expect(readSerialized("b:1;")).toBe(true);
  expect(readSerialized("d:0.5;")).toBe(0.5);
  expect(readSerialized("N;")).toBeNull();
  expect(readSerialized('a:2:{i:0;s:1:"a";s:1:"k";a:0:{}}')).toEqual(
    new Map<string, unknown>([
      ["0", "a"],
      ["k", new Map()],
    ]),
  );
  expect(readSerialized('O:8:"stdClass":1:{s:1:"a";i:1;}')).toEqual(new Map([["a", 1]]));
  expect(stringList('a:1:{i:0;s:19:"akismet/akismet.php";}')).toEqual(["akismet/akismet.php"]);
  expect(stringList("")).toEqual([]);
});

test("whatever is broken or hostile reads as nothing", () => {
  const broken = [
    "",
    "a",
    "a:",
    "a:1:{",
    "a:1:{i:0;}",
    'a:1:{i:0;s:3:"ab";}',
    'a:999999999:{i:0;s:1:"a";}',
    's:-1:"";',
    's:99999:"x";',
    "i:;",
    "i:1e5;",
    "b:2;",
    'C:3:"Foo":2:{ab}',
    "i:1;i:2;",
    "a:1:{a:0:{}i:1;}",
    "a:1:{i:0;".repeat(50_000),
    `${"a:1:{i:0;".repeat(30)}i:1;${"}".repeat(30)}`,
    "\u0000",
  ];
  for (const text of broken) expect(readSerialized(text), text.slice(0, 30)).toBeUndefined();
  expect(stringList("i:1;")).toBeNull();
  const own = readSerialized('a:1:{s:9:"__proto__";s:1:"x";}');
  expect(own).toEqual(new Map([["__proto__", "x"]]));
});

test("words are what a reader sees", () => {
  const content = `<!-- wp:heading {"level":2} --><h2>Wild&nbsp;garlic</h2><!-- /wp:heading --><p>It<strong>'s</strong> 2.5 cm</p>[gallery ids="1,2"]<script>var x</script>`;
  expect(wordsOf(content)).toEqual(["Wild", "garlic", "It's", "2.5", "cm"]);
  expect(wordsOf("海の味 naïve")).toEqual(["海", "の", "味", "naïve"]);
  expect(wordsOf("<script>".repeat(50_000))).toEqual([]);
  expect(wordsOf("<!--".repeat(100_000))).toEqual([]);
});

test("a difference counts the fewest words, and copes with everything changed", () => {
  expect(wordDifference("a b c d", "a x c d e")).toEqual({ added: 2, removed: 1 });
  expect(wordDifference("", "a b")).toEqual({ added: 2, removed: 0 });
  expect(wordDifference("the cat", "cat the")).toEqual({ added: 1, removed: 1 });
  const long = (prefix: string) => Array.from({ length: 20_000 }, (_, index) => `${prefix}${index}`).join(" ");
  const started = performance.now();
  expect(wordDifference(`${long("a")} same`, `${long("b")} same`)).toEqual({ added: 20_000, removed: 20_000 });
  expect(performance.now() - started).toBeLessThan(2000);
});

test("names are plain, on one line and short", () => {
  expect(plainName("Fish &amp; <em>chips</em>\n&#8211; fresh")).toBe("Fish & chips – fresh");
  expect(plainName("x".repeat(500))).toHaveLength(200);
  expect(plainName("a\u202eb\u0000c")).toBe("a b c");
});
