import { locale } from "../words/locale";

const formats = new Map<number, Intl.NumberFormat>();

/** A number as the person's language writes it: "1,204", "0.98" with two decimals. */
export function figure(value: number, decimals = 0): string {
  let format = formats.get(decimals);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    formats.set(decimals, format);
  }
  return format.format(value);
}
