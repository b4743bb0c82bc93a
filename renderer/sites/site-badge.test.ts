import { expect, test } from "vitest";
import { groundOf, initialsOf } from "./site-badge";

test("initials are the first signs of the first two words, small words left out", () => {
  expect(initialsOf("Saltmarsh Kitchen")).toBe("SK");
  expect(initialsOf("The Longshore Review")).toBe("LR");
  expect(initialsOf("Brightwater")).toBe("B");
  expect(initialsOf("the")).toBe("T");
});

test("initials keep emoji and other scripts whole", () => {
  expect(initialsOf("👩‍🍳 Küche")).toBe("👩‍🍳K");
  expect(initialsOf("مطبخ البحر")).toBe("ما");
});

test("a site keeps its ground", () => {
  expect(groundOf("s12345678901")).toEqual(groundOf("s12345678901"));
});
