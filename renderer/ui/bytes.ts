import { byteUnits, locale } from "../words/locale";

const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

/** Bytes on disk in decimal units, three figures at most: "412 MB", "1.9 GB", "0.5 MB". Null: not measured yet. */
export function bytes(count: number | null): string {
  if (count === null) return "–";
  let value = count;
  let unit = 0;
  while (value >= 999.5 && unit < byteUnits.length - 1) {
    value /= 1000;
    unit++;
  }
  const figures = unit === 0 || value >= 99.5 ? whole.format(value) : tenths.format(value);
  return `${figures} ${byteUnits[unit]}`;
}
