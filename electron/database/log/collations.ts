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
