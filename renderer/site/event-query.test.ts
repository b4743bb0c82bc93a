import { expect, test } from "vitest";
import { eventQuery } from "./event-query";

/** A Thursday. */
const now = new Date("2026-03-12T16:42:00").getTime();
const local = (text: string) => new Date(text).getTime();

test("what is no question is looked for as it stands", () => {
  expect(eventQuery("Updated opening hours", now)).toEqual({ text: "updated opening hours", kinds: null, span: null });
  expect(eventQuery("monday specials", now)).toEqual({ text: "monday specials", kinds: null, span: null });
  expect(eventQuery("  ", now)).toEqual({ text: "", kinds: null, span: null });
});

test("a question leaves its names, and its deed becomes kinds", () => {
  expect(eventQuery("When was WooCommerce updated?", now)).toEqual({
    text: "woocommerce",
    kinds: ["plugin-updated", "theme-updated", "core-updated"],
    span: null,
  });
  expect(eventQuery("when was this plugin updated", now)).toMatchObject({ text: "" });
  expect(eventQuery("who changed the home page", now)).toMatchObject({ text: "home" });
});

test("a day is a stretch of time", () => {
  const tuesday = { from: local("2026-03-10T00:00:00"), to: local("2026-03-11T00:00:00") };
  expect(eventQuery("everything anna did on tuesday", now)).toEqual({ text: "anna", kinds: null, span: tuesday });
  expect(eventQuery("tuesday", now)).toEqual({ text: "", kinds: null, span: tuesday });
  expect(eventQuery("menu yesterday", now)).toEqual({
    text: "menu",
    kinds: null,
    span: { from: local("2026-03-11T00:00:00"), to: local("2026-03-12T00:00:00") },
  });
  expect(eventQuery("yesterday redesign", now)).toMatchObject({ text: "redesign" });
  expect(eventQuery("yesterday morning", now).span).toEqual({
    from: local("2026-03-11T06:00:00"),
    to: local("2026-03-11T12:00:00"),
  });
  expect(eventQuery("order 1042", now)).toMatchObject({ text: "order 1042", span: null });
});
