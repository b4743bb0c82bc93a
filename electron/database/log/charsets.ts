/** Sets of one byte a character that the platform decodes, and where MariaDB has it otherwise: byte, code point. */
const singleBytes: Readonly<
  Record<string, { readonly label: string; readonly but: readonly (readonly [number, number])[] }>
> = {
  latin2: { label: "iso-8859-2", but: [] },
  koi8r: { label: "koi8-r", but: [] },
  koi8u: { label: "koi8-u", but: [[0x95, 0x2022]] },
  cp1250: { label: "windows-1250", but: [] },
  cp1251: { label: "windows-1251", but: [] },
  cp1256: { label: "windows-1256", but: [] },
  cp1257: { label: "windows-1257", but: [] },
  hebrew: { label: "iso-8859-8", but: [[0xaf, 0x203e]] },
  greek: {
    label: "iso-8859-7",
    but: [
      [0xa1, 0x2bd],
      [0xa2, 0x2bc],
    ],
  },
  tis620: {
    label: "windows-874",
    but: [
      ...controls(),
      ...[0xa0, 0xdb, 0xdc, 0xdd, 0xde, 0xfc, 0xfd, 0xfe, 0xff].map((byte) => [byte, 0xfffd] as const),
    ],
  },
  latin5: { label: "windows-1254", but: controls() },
  latin7: { label: "iso-8859-13", but: [] },
  cp866: {
    label: "ibm866",
    but: [
      [0xfc, 0x207f],
      [0xfd, 0xb2],
    ],
  },
  macroman: { label: "macintosh", but: [] },
};

/** The bytes from 128 to 159 as the control characters of their numbers. */
function controls(): readonly (readonly [number, number])[] {
  return Array.from({ length: 32 }, (_, index) => [0x80 + index, 0x80 + index] as const);
}

/** What Windows-1252 has for these bytes; five of them are the same in both. */
const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** The text of a stretch of bytes; the bytes themselves where nobody could say exactly which text that is. */
export type Decode = (bytes: Buffer, from: number, to: number) => string | Uint8Array;

const known = new Map<string, Decode>([
  ["utf8mb4", (bytes, from, to) => bytes.toString("utf8", from, to)],
  ["utf8mb3", (bytes, from, to) => bytes.toString("utf8", from, to)],
  ["ascii", (bytes, from, to) => bytes.toString("latin1", from, to)],
  ["ucs2", (bytes, from, to) => bigEndian(bytes.subarray(from, to))],
  ["utf16", (bytes, from, to) => bigEndian(bytes.subarray(from, to))],
  ["utf16le", (bytes, from, to) => bytes.toString("utf16le", from, to)],
  ["utf32", utf32],
  // MariaDB's latin1 is Windows-1252; Node's own decoder of that name takes it for Latin-1.
  ["latin1", byTable(Array.from({ length: 256 }, (_, byte) => windows1252[byte - 0x80] ?? String.fromCharCode(byte)))],
  ["gbk", byLabel("gbk", (text) => text)],
  ["gb2312", byLabel("gbk", (text) => text.replaceAll("\u00b7", "\u30fb").replaceAll("\u2014", "\u2015"))],
  ["binary", (bytes, from, to) => new Uint8Array(bytes.subarray(from, to))],
]);

/** Sets without a decoder in which the bytes below 128 are not ASCII. */
const unlikeAscii: ReadonlySet<string> = new Set(["swe7"]);

/**
 * What decodes a character set. Platform and server agree on no more of the Japanese, Korean and Traditional Chinese sets than on
 * ASCII, and a few old ones the platform doesn't know: there a value with other characters stays bytes.
 */
export function decoderOf(charset: string | null): Decode {
  const name = charset ?? "binary";
  const there = known.get(name);
  if (there !== undefined) return there;
  const single = singleBytes[name];
  const made = single === undefined ? asciiOrBytes(unlikeAscii.has(name)) : byTable(tableOf(single.label, single.but));
  known.set(name, made);
  return made;
}

function tableOf(label: string, but: readonly (readonly [number, number])[]): readonly string[] {
  const decoder = new TextDecoder(label);
  const table = Array.from({ length: 256 }, (_, byte) =>
    byte < 0x80 ? String.fromCharCode(byte) : decoder.decode(Uint8Array.of(byte)),
  );
  for (const [byte, code] of but) table[byte] = String.fromCodePoint(code);
  return table;
}

function isAscii(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if ((bytes[at] ?? 0) >= 0x80) return false;
  return true;
}

function byTable(table: readonly string[]): Decode {
  return (bytes, from, to) => {
    if (isAscii(bytes, from, to)) return bytes.toString("latin1", from, to);
    let text = "";
    for (let at = from; at < to; at++) text += table[bytes[at] ?? 0] ?? "";
    return text;
  };
}

function byLabel(label: string, corrected: (text: string) => string): Decode {
  const decoder = new TextDecoder(label, { ignoreBOM: true });
  return (bytes, from, to) => corrected(decoder.decode(bytes.subarray(from, to)));
}

function asciiOrBytes(never: boolean): Decode {
  return (bytes, from, to) =>
    !never && isAscii(bytes, from, to) ? bytes.toString("latin1", from, to) : new Uint8Array(bytes.subarray(from, to));
}

function bigEndian(bytes: Buffer): string {
  return Buffer.from(bytes.subarray(0, bytes.length & ~1))
    .swap16()
    .toString("utf16le");
}

function utf32(bytes: Buffer, from: number, to: number): string {
  let text = "";
  for (let at = from; at + 4 <= to; at += 4) text += String.fromCodePoint(bytes.readUInt32BE(at));
  return text;
}
