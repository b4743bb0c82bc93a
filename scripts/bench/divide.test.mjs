import { describe, expect, it } from "vitest";
import { divide } from "./divide.mjs";

describe("divide", () => {
  it("measures everything when no row is named", () => {
    expect(divide([])).toEqual({ sites: [], interface: [] });
    expect(divide(["--quick"])).toEqual({ sites: ["--quick"], interface: ["--quick"] });
  });

  it("leaves the sites alone when only the interface is asked for, and the other way round", () => {
    expect(divide(["interface"])).toEqual({ sites: null, interface: ["interface"] });
    expect(divide(["rewind", "--quick"])).toEqual({ sites: ["rewind", "--quick"], interface: null });
    expect(divide(["rewind", "interface-start"])).toEqual({ sites: ["rewind"], interface: ["interface-start"] });
  });

  it("does not take a count for a row's name", () => {
    expect(divide(["interface", "--samples", "3"])).toEqual({ sites: null, interface: ["interface", "--samples=3"] });
  });
});
