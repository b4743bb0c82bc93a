/** Ids of collations below 256 by their character set; those of Unicode sets that come in ranges are in `charsetOf`. */
const collations: Readonly<Record<string, readonly number[]>> = {
  big5: [1, 84],
  latin2: [2, 9, 21, 27, 77],
  dec8: [3, 69],
  cp850: [4, 80],
  latin1: [5, 8, 15, 31, 47, 48, 49, 94],
  hp8: [6, 72],
  koi8r: [7, 74],
  swe7: [10, 82],
  ascii: [11, 65],
  ujis: [12, 91],
  sjis: [13, 88],
  cp1251: [14, 23, 50, 51, 52],
  hebrew: [16, 71],
  tis620: [18, 89],
  euckr: [19, 85],
  latin7: [20, 41, 42, 79],
  koi8u: [22, 75],
  gb2312: [24, 86],
  greek: [25, 70],
  cp1250: [26, 34, 44, 66, 99],
  gbk: [28, 87],
  cp1257: [29, 58, 59],
  latin5: [30, 78],
  armscii8: [32, 64],
  utf8mb3: [33, 83, 223],
  ucs2: [35, 90, 159],
  cp866: [36, 68],
  keybcs2: [37, 73],
  macce: [38, 43],
  macroman: [39, 53],
  cp852: [40, 81],
  utf8mb4: [45, 46],
  utf16: [54, 55],
  utf16le: [56, 62],
  cp1256: [57, 67],
  utf32: [60, 61],
  binary: [63],
  geostd8: [92, 93],
  cp932: [95, 96],
  eucjpms: [97, 98],
};

const byId = new Map(Object.entries(collations).flatMap(([charset, ids]) => ids.map((id) => [id, charset] as const)));

const ranges: readonly (readonly [from: number, to: number, charset: string])[] = [
  [101, 127, "utf16"],
  [128, 158, "ucs2"],
  [160, 191, "utf32"],
  [192, 222, "utf8mb3"],
  [224, 255, "utf8mb4"],
  [576, 607, "utf8mb3"],
  [608, 639, "utf8mb4"],
  [640, 671, "ucs2"],
  [672, 703, "utf16"],
  [736, 767, "utf32"],
  [2048, 2303, "utf8mb3"],
  [2304, 2559, "utf8mb4"],
  [2560, 2815, "ucs2"],
  [2816, 3071, "utf16"],
  [3072, 3327, "utf32"],
];

/** The character set of a collation's id, as MariaDB numbers them; null for one that isn't known. */
export function charsetOf(collation: number): string | null {
  // A collation without padding has the number of the one with it, and 1024 more.
  const id = collation >= 1024 && collation < 2048 ? collation - 1024 : collation;
  return byId.get(id) ?? ranges.find(([from, to]) => id >= from && id <= to)?.[2] ?? null;
}

/** Character sets that the platform decodes. The others have none who would: their values stay bytes. */
const labels: Readonly<Record<string, string>> = {
  big5: "big5",
  latin2: "iso-8859-2",
  koi8r: "koi8-r",
  koi8u: "koi8-u",
  ujis: "euc-jp",
  eucjpms: "euc-jp",
  sjis: "shift_jis",
  cp932: "shift_jis",
  cp1250: "windows-1250",
  cp1251: "windows-1251",
  cp1256: "windows-1256",
  cp1257: "windows-1257",
  hebrew: "iso-8859-8",
  greek: "iso-8859-7",
  tis620: "windows-874",
  euckr: "euc-kr",
  latin5: "windows-1254",
  latin7: "iso-8859-13",
  gb2312: "gbk",
  gbk: "gbk",
  cp866: "ibm866",
  macroman: "macintosh",
};

export type Decode = (bytes: Buffer, from: number, to: number) => string;

const unicode: Readonly<Record<string, Decode>> = {
  utf8mb4: (bytes, from, to) => bytes.toString("utf8", from, to),
  utf8mb3: (bytes, from, to) => bytes.toString("utf8", from, to),
  ascii: (bytes, from, to) => bytes.toString("latin1", from, to),
  ucs2: (bytes, from, to) => bigEndian(bytes.subarray(from, to)),
  utf16: (bytes, from, to) => bigEndian(bytes.subarray(from, to)),
  utf16le: (bytes, from, to) => bytes.toString("utf16le", from, to),
  utf32: (bytes, from, to) => {
    let text = "";
    for (let at = from; at + 4 <= to; at += 4) text += String.fromCodePoint(bytes.readUInt32BE(at));
    return text;
  },
  latin1: windows1252,
};

/** What decodes a character set; null for bytes and for sets nobody decodes. */
export function decoderOf(charset: string | null): Decode | null {
  if (charset === null) return null;
  const label = labels[charset];
  if (label === undefined) return unicode[charset] ?? null;
  const decoder = new TextDecoder(label, { ignoreBOM: true });
  return (bytes, from, to) => decoder.decode(bytes.subarray(from, to));
}

function bigEndian(bytes: Buffer): string {
  return Buffer.from(bytes.subarray(0, bytes.length & ~1))
    .swap16()
    .toString("utf16le");
}

/** What Windows-1252 has for the bytes from 128 to 159, at which Latin-1 has control characters; five of them are the same in both. */
const windows = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** MariaDB's latin1 is Windows-1252. (Node's own decoder of that name takes it for Latin-1.) */
function windows1252(bytes: Buffer, from: number, to: number): string {
  const text = bytes.toString("latin1", from, to);
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x80 && byte < 0xa0) {
      return text.replace(/[\u0080-\u009f]/gu, (control) => windows[control.charCodeAt(0) - 0x80] ?? control);
    }
  }
  return text;
}
