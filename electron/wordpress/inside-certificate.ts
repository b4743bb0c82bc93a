import { createSign, generateKeyPairSync, randomBytes } from "node:crypto";

/**
 * A certificate for the hop from Apache to itself inside a container (see `apache-site.ts`). Nobody checks it and it leaves the
 * container never; it has to exist because Apache speaks no https without one.
 */
export function insideCertificate(): { readonly certificate: string; readonly key: string } {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const ecdsaWithSha256 = sequence(Buffer.from("06082a8648ce3d040302", "hex"));
  const commonName = sequence(Buffer.from("0603550403", "hex"), element(0x0c, Buffer.from("inside")));
  const name = sequence(element(0x31, commonName));
  const validity = sequence(time("20200101000000Z"), time("21200101000000Z"));
  const serial = element(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)]));
  const publicKeyInfo = publicKey.export({ type: "spki", format: "der" });
  const version3 = element(0xa0, element(0x02, Buffer.from([2])));
  const body = sequence(version3, serial, ecdsaWithSha256, name, validity, name, publicKeyInfo);
  const signature = createSign("sha256").update(body).sign(privateKey);
  const bits = element(0x03, Buffer.concat([Buffer.from([0]), signature]));
  return {
    certificate: pem("CERTIFICATE", sequence(body, ecdsaWithSha256, bits)),
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

/** One element of ASN.1 in DER: its tag, its length, its content. */
function element(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...elements: readonly Buffer[]) => element(0x30, Buffer.concat(elements));
const time = (text: string) => element(0x18, Buffer.from(text));

function pem(label: string, der: Buffer): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}
