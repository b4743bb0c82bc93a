import { describe, expect, it } from "vitest";
import { groups, readArguments } from "./arguments";

describe("readArguments", () => {
  it("measures everything seven times when nothing is said", () => {
    expect(readArguments([])).toEqual({ groups, samples: 7, quick: false });
  });

  it("takes ids, a number of samples in either form, and --quick", () => {
    expect(readArguments(["rewind", "--samples", "9", "branch"])).toEqual({
      groups: ["rewind", "branch"],
      samples: 9,
      quick: false,
    });
    expect(readArguments(["--quick", "--samples=5"])).toEqual({ groups, samples: 5, quick: true });
    expect(readArguments(["--quick"]).samples).toBe(3);
  });

  it("measures a row's whole group when given its id", () => {
    expect(readArguments(["checkpoint-flat", "rewind-peeked", "rewind-2gb-dump"]).groups).toEqual([
      "checkpoint",
      "rewind",
    ]);
  });

  it("measures in the order there is, whatever the order asked for", () => {
    expect(readArguments(["idle", "lag"]).groups).toEqual(["lag", "idle"]);
  });

  it("refuses what it does not know and says what there is", () => {
    expect(() => readArguments(["rewnd"])).toThrow(/unknown: rewnd\nusage: .*rewind/);
    expect(() => readArguments(["--samples", "many"])).toThrow(/wants a number/);
    expect(() => readArguments(["--samples"])).toThrow(/wants a number/);
  });
});
