import { describe, expect, it } from "vitest";
import { parts, readInterfaceArguments } from "./parts";

describe("readInterfaceArguments", () => {
  it("measures all of the interface unless a part is named", () => {
    expect(readInterfaceArguments([])).toEqual({ parts, samples: 5, quick: false });
    expect(readInterfaceArguments(["interface"]).parts).toEqual(parts);
    expect(readInterfaceArguments(["interface-start", "interface-drawing"]).parts).toEqual(["start", "drawing"]);
  });

  it("takes fewer samples when it has to be quick, and as many as one says", () => {
    expect(readInterfaceArguments(["interface", "--quick"])).toMatchObject({ samples: 2, quick: true });
    expect(readInterfaceArguments(["--samples=3", "--quick"])).toMatchObject({ samples: 3 });
  });

  it("names what it does not know", () => {
    expect(() => readInterfaceArguments(["interface-colour"])).toThrow("unknown: interface-colour");
    expect(() => readInterfaceArguments(["--samples=0"])).toThrow("usage");
  });
});
