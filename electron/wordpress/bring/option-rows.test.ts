import { expect, test } from "vitest";
import { decodeTitle, insertTarget, readOptions } from "./option-rows";

test("options are read whatever the columns' order", () => {
  const statement =
    "INSERT INTO `x_options` (`option_name`, `option_value`) VALUES\n('siteurl','http://a'),('home', 'http://b');";
  const target = insertTarget(statement);
  expect(target).toMatchObject({ table: "x_options", columns: ["option_name", "option_value"] });
  expect(readOptions(statement.slice(target?.valuesAt), target?.columns ?? null)).toEqual({
    siteurl: "http://a",
    home: "http://b",
  });
});

test("hostile values are values", () => {
  const values = "(1,'blogname','It\\'s ''x''); DROP TABLE a; -- \\\\','yes'),(2,'siteurl',\"a\\\"b\",'yes')";
  expect(readOptions(values, null)).toEqual({ blogname: "It's 'x'); DROP TABLE a; -- \\", siteurl: 'a"b' });
});

test("a title is decoded once", () => {
  expect(decodeTitle("It&#039;s &lt;b&gt; &amp;amp; &#x1F600;")).toBe("It's <b> &amp; 😀");
  expect(decodeTitle("&#99999999;")).toBe("&#99999999;");
});
