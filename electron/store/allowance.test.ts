import { expect, test } from "vitest";
import { refuseBeyond } from "./keeper-store";

const gigabyte = 1e9;

test("what fits below the limit passes, up to the last byte", () => {
  expect(() => refuseBeyond(20 * gigabyte, 19 * gigabyte, gigabyte)).not.toThrow();
});

test("what does not fit is refused before it begins, with the limit, and the setting is named", () => {
  expect(() => refuseBeyond(20 * gigabyte, 19.5 * gigabyte, gigabyte)).toThrow(
    expect.objectContaining({
      code: "store-full",
      data: { freeBytes: 0.5 * gigabyte, neededBytes: gigabyte, limitBytes: 20 * gigabyte },
      hint: expect.stringContaining("Settings") as string,
    }),
  );
});

test("a limit below what is used leaves nothing, not less than nothing", () => {
  const freeBytes = expect.objectContaining({ freeBytes: 0 }) as unknown;
  expect(() => refuseBeyond(5, 10, 0)).toThrow(expect.objectContaining({ data: freeBytes }));
});
