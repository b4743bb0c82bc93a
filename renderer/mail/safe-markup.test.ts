import { expect, test } from "vitest";
import { stylesApart } from "./safe-markup";

test("sheets and inline styles leave the markup, whatever their writing", () => {
  const { html, css } = stylesApart(
    '<STYLE type="text/css">p{color:red}</STYLE><p style="margin:0" class="style">A</p><td STYLE = \'x\'>style="kept" in text</td>',
  );
  expect(css).toBe("p{color:red}");
  expect(html).toBe('<p data-style="margin:0" class="style">A</p><td data-style = \'x\'>style="kept" in text</td>');
});
