import { expect, test } from "vitest";
import { parseMails } from "./mails";

const mail = (id: string, branch: string) =>
  JSON.stringify({
    id,
    at: "2026-01-01T00:00:00.000Z",
    branch,
    to: "a",
    subject: "s",
    headers: [],
    body: "b",
    html: false,
  });

test("a branch's own mails, newest first; those of others and what was cut off are left out", () => {
  const text = [mail("1", "b1"), mail("2", "b2"), "{}", "null", mail("3", "b1"), mail("4", "b1").slice(0, 30)].join(
    "\n",
  );
  expect(parseMails(text, "b1").map(({ id }) => id)).toEqual(["3", "1"]);
  expect(parseMails(text, "b1")[0]).not.toHaveProperty("branch");
});
