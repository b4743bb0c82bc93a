import { wordsOf } from "./plain-text";

export interface WordDifference {
  readonly added: number;
  readonly removed: number;
}

/** More changes than this are counted without regard to order: 20,000 words in some milliseconds, whatever was done to them. */
const mostEdits = 600;

/** How many words came and went between two contents of a post. */
export function wordDifference(before: string, after: string): WordDifference {
  if (before === after) return { added: 0, removed: 0 };
  const numbers = new Map<string, number>();
  const numbered = (text: string) =>
    wordsOf(text).map((one) => {
      const known = numbers.get(one);
      if (known !== undefined) return known;
      numbers.set(one, numbers.size);
      return numbers.size - 1;
    });
  const [old, young] = withoutCommonEnds(numbered(before), numbered(after));
  const grown = young.length - old.length;
  const edits = old.length === 0 || young.length === 0 ? old.length + young.length : fewestEdits(old, young);
  if (edits === null) return bagDifference(old, young);
  return { added: (edits + grown) / 2, removed: (edits - grown) / 2 };
}

function withoutCommonEnds(old: readonly number[], young: readonly number[]): [readonly number[], readonly number[]] {
  const shorter = Math.min(old.length, young.length);
  let start = 0;
  while (start < shorter && old[start] === young[start]) start += 1;
  let end = 0;
  while (end < shorter - start && old[old.length - 1 - end] === young[young.length - 1 - end]) end += 1;
  return [old.slice(start, old.length - end), young.slice(start, young.length - end)];
}

/** Myers' greedy algorithm, without the trace: only how many. Null past `mostEdits`. */
function fewestEdits(old: readonly number[], young: readonly number[]): number | null {
  const limit = Math.min(mostEdits, old.length + young.length);
  const reach = new Int32Array(2 * limit + 3);
  const middle = limit + 1;
  for (let edits = 0; edits <= limit; edits += 1) {
    for (let k = -edits; k <= edits; k += 2) {
      const down = reach[middle + k + 1] ?? 0;
      const right = (reach[middle + k - 1] ?? 0) + 1;
      let x = k === -edits || (k !== edits && right <= down) ? down : right;
      let y = x - k;
      while (x < old.length && y < young.length && old[x] === young[y]) {
        x += 1;
        y += 1;
      }
      reach[middle + k] = x;
      if (x >= old.length && y >= young.length) return edits;
    }
  }
  return null;
}

function bagDifference(old: readonly number[], young: readonly number[]): WordDifference {
  const balance = new Map<number, number>();
  for (const one of young) balance.set(one, (balance.get(one) ?? 0) + 1);
  for (const one of old) balance.set(one, (balance.get(one) ?? 0) - 1);
  let added = 0;
  let removed = 0;
  for (const count of balance.values()) {
    if (count > 0) added += count;
    else removed -= count;
  }
  return { added, removed };
}
