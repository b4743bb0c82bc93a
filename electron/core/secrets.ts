import { randomBytes } from "node:crypto";
import type { SiteSecrets } from "./ports";

const secret = () => randomBytes(24).toString("base64url");

/** A password a person can read aloud: four groups of five, no letters that look alike; 98 bits. */
export function readablePassword(): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const take = () => Array.from(randomBytes(5), (byte) => letters.charAt(byte % letters.length)).join("");
  return [take(), take(), take(), take()].join("-");
}

export function newSecrets(adminPassword: string | null): SiteSecrets {
  return {
    databaseRoot: secret(),
    databaseTidemark: secret(),
    databaseSite: secret(),
    guard: secret(),
    adminPassword,
  };
}
