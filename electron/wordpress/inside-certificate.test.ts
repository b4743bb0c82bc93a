import { createPrivateKey, X509Certificate } from "node:crypto";
import { expect, test } from "vitest";
import { insideCertificate } from "./inside-certificate";

test("the certificate is one, signed by its own key", () => {
  const { certificate, key } = insideCertificate();
  const parsed = new X509Certificate(certificate);
  expect(parsed.checkPrivateKey(createPrivateKey(key))).toBe(true);
  expect(parsed.verify(parsed.publicKey)).toBe(true);
  expect(new Date(parsed.validTo).getUTCFullYear()).toBe(2120);
});
