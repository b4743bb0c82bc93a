import fc from "fast-check";
import { expect, test } from "vitest";
import { Slug } from "../../shared/ids";
import { freeSlug, slugProblem } from "./slug";

const none = new Set<string>();

test("a title becomes an address", () => {
  expect(freeSlug("Saltmarsh Kitchen", none)).toBe("saltmarsh-kitchen");
  expect(freeSlug("Café Über", none)).toBe("cafe-uber");
  expect(freeSlug("مطبخ", none)).toBe("site");
  expect(freeSlug("🍳", none)).toBe("site");
});

test("a taken address gets a figure, within the length that is allowed", () => {
  expect(freeSlug("Blog", new Set(["blog", "blog-2"]))).toBe("blog-3");
  const long = "a".repeat(40);
  expect(freeSlug(long, new Set([long]))).toBe(`${"a".repeat(38)}-2`);
});

test("problems are told apart", () => {
  expect(slugProblem("", none)).toBe("form");
  expect(slugProblem("a--b", none)).toBe("form");
  expect(slugProblem("-a", none)).toBe("form");
  expect(slugProblem("a-", none)).toBe("form");
  expect(slugProblem("Blog", none)).toBe("form");
  expect(slugProblem("blog", new Set(["blog"]))).toBe("taken");
  expect(slugProblem("blog", none)).toBeNull();
});

test("what the form accepts is exactly what the contract accepts", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z0-9-]{0,45}$/)), (text) => {
      expect(slugProblem(text, none) === null).toBe(Slug.safeParse(text).success);
    }),
  );
});

test("any title gives an address the contract accepts", () => {
  fc.assert(
    fc.property(fc.string(), (title) => {
      expect(Slug.safeParse(freeSlug(title, new Set(["site"]))).success).toBe(true);
    }),
  );
});
