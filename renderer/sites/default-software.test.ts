import { expect, test } from "vitest";
import type { Choices } from "../../shared/model/views";
import { defaultSoftware } from "./default-software";

const choices: Choices = {
  wordpress: [
    { version: "6.8", php: ["8.3", "8.4"], present: true },
    { version: "6.7", php: ["8.2"], present: false },
  ],
  mariadb: [
    { version: "11.8", present: true },
    { version: "11.4", present: false },
  ],
  defaults: { wordpress: "6.8", php: "8.4", mariadb: "11.8" },
};

test("a new site starts with the newest, or with what the settings say", () => {
  expect(defaultSoftware(choices, null)).toEqual(choices.defaults);
  const wanted = { wordpress: "6.7", php: "8.2", mariadb: "11.4" };
  expect(defaultSoftware(choices, wanted)).toEqual(wanted);
});

test("what can't be had any more is not what a new site starts with", () => {
  const wanted = { wordpress: "6.7", php: "8.2", mariadb: "11.4" };
  expect(defaultSoftware(choices, { ...wanted, wordpress: "5.9" })).toEqual(choices.defaults);
  expect(defaultSoftware(choices, { ...wanted, php: "8.4" })).toEqual(choices.defaults);
  expect(defaultSoftware(choices, { ...wanted, mariadb: "10.3" })).toEqual(choices.defaults);
});
