/** A value PHP wrote with `serialize`. Arrays and objects are maps, so that no key of a site's can be one of JavaScript's own. */
export type PhpValue = null | boolean | number | string | ReadonlyMap<string, PhpValue>;

const largest = 1024 * 1024;
const deepest = 20;
const longest = 20_000;

/** Undefined for what is not exactly one serialized value, or is larger than anybody has to look into. Never throws. */
export function readSerialized(text: string): PhpValue | undefined {
  if (text.length > largest) return undefined;
  const bytes = Buffer.from(text, "utf8");
  let at = 0;
  let left = longest;

  const value = readValue(0);
  return at === bytes.length ? value : undefined;

  function readValue(depth: number): PhpValue | undefined {
    if (depth > deepest || left-- <= 0) return undefined;
    const type = String.fromCharCode(bytes[at] ?? 0);
    at += 1;
    if (type === "N") return take(";") ? null : undefined;
    if (!take(":")) return undefined;
    switch (type) {
      case "b":
        return readBoolean();
      case "i":
        return readNumber(/^-?\d{1,20}$/);
      case "d":
        return readNumber(/^(-?\d+(\.\d+)?([eE][+-]?\d+)?|-?INF|NAN)$/);
      case "s":
      case "E": {
        const string = readString();
        return string !== undefined && take(";") ? string : undefined;
      }
      case "a":
        return readMap(depth);
      case "O":
        return readString() !== undefined && take(":") ? readMap(depth) : undefined;
      case "r":
      case "R":
        return readNumber(/^\d{1,20}$/) === undefined ? undefined : null;
      default:
        return undefined;
    }
  }

  function take(expected: string): boolean {
    if (bytes[at] !== expected.charCodeAt(0)) return false;
    at += 1;
    return true;
  }

  /** Up to the next of these, which is left behind. */
  function readUpTo(end: string): string | undefined {
    const found = bytes.indexOf(end, at);
    if (found === -1 || found - at > 40) return undefined;
    const text = bytes.toString("latin1", at, found);
    at = found + 1;
    return text;
  }

  function readBoolean(): boolean | undefined {
    const text = readUpTo(";");
    return text === "1" ? true : text === "0" ? false : undefined;
  }

  function readNumber(shape: RegExp): number | undefined {
    const text = readUpTo(";");
    return text !== undefined && shape.test(text) ? Number(text.replace("INF", "Infinity")) : undefined;
  }

  function readLength(): number | undefined {
    const text = readUpTo(":");
    return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
  }

  function readString(): string | undefined {
    const length = readLength();
    if (length === undefined || !take('"') || at + length > bytes.length) return undefined;
    const text = bytes.toString("utf8", at, at + length);
    at += length;
    return take('"') ? text : undefined;
  }

  function readMap(depth: number): ReadonlyMap<string, PhpValue> | undefined {
    const length = readLength();
    if (length === undefined || length > left || !take("{")) return undefined;
    const map = new Map<string, PhpValue>();
    for (let index = 0; index < length; index += 1) {
      const key = readValue(depth + 1);
      if (typeof key !== "string" && typeof key !== "number") return undefined;
      const one = readValue(depth + 1);
      if (one === undefined) return undefined;
      map.set(String(key), one);
    }
    return take("}") ? map : undefined;
  }
}

/** The strings of a serialized list; null where it is none. An empty option is an empty list. */
export function stringList(text: string | null): readonly string[] | null {
  if (text === null) return null;
  if (text === "") return [];
  const value = readSerialized(text);
  if (!(value instanceof Map)) return null;
  return [...value.values()].filter((one): one is string => typeof one === "string");
}
