import { expect, test } from "vitest";
import { bytes } from "./bytes";

test("bytes show at most three figures in the unit that fits", () => {
  expect(bytes(null)).toBe("–");
  expect(bytes(0)).toBe("0 B");
  expect(bytes(999)).toBe("999 B");
  expect(bytes(1_500)).toBe("1.5 KB");
  expect(bytes(999_600)).toBe("1 MB");
  expect(bytes(412_000_000)).toBe("412 MB");
  expect(bytes(1_900_000_000)).toBe("1.9 GB");
});
