import { describe, expect, it } from "vitest";
import { signing } from "./signing.mjs";

const certificate = { MAC_CERTIFICATE: "base64", MAC_CERTIFICATE_PASSWORD: "secret" };
const apple = { APPLE_API_KEY: "-----BEGIN", APPLE_API_KEY_ID: "ABC", APPLE_API_ISSUER: "uuid" };

describe("signing a release", () => {
  it("goes on without a certificate and says so, whatever else is on the machine", () => {
    const { variables, notes } = signing("darwin", { MAC_CERTIFICATE: "" });
    expect(variables).toEqual({ CSC_IDENTITY_AUTO_DISCOVERY: "false" });
    expect(notes).toEqual([expect.stringContaining("NOT SIGNED")]);
    expect(signing("win32", {}).notes[0]).toContain("NOT SIGNED");
  });

  it("signs and notarises with what is given", () => {
    const { variables, key, notes } = signing("darwin", { ...certificate, ...apple });
    expect(variables).toEqual({
      CSC_LINK: "base64",
      CSC_KEY_PASSWORD: "secret",
      APPLE_API_KEY_ID: "ABC",
      APPLE_API_ISSUER: "uuid",
    });
    expect(key).toBe("-----BEGIN");
    expect(notes).toEqual(["macOS: signed and notarised."]);
  });

  it("signs without notarising, and says so", () => {
    expect(signing("darwin", certificate).notes[0]).toContain("NOT NOTARISED");
  });

  it("gives Windows its own certificate, never the Mac's", () => {
    expect(signing("win32", certificate).notes[0]).toContain("NOT SIGNED");
    const env = { WINDOWS_CERTIFICATE: "pfx", WINDOWS_CERTIFICATE_PASSWORD: "secret" };
    expect(signing("win32", env).variables).toEqual({ CSC_LINK: "pfx", CSC_KEY_PASSWORD: "secret" });
  });

  it("stops at half a set of secrets, rather than release something unsigned by mistake", () => {
    expect(() => signing("darwin", { MAC_CERTIFICATE: "base64" })).toThrow(/go together/);
    expect(() => signing("darwin", { ...certificate, APPLE_API_KEY: "x" })).toThrow(
      /missing: APPLE_API_KEY_ID, APPLE_API_ISSUER/,
    );
  });
});
