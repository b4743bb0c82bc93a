/** A clock that was set back by more than this is believed; anything less is a statement that took long. Milliseconds. */
const setBack = 600_000;
/** Events carry the second their statement began in; what is seen later than this after it took its time. Milliseconds. */
const longStatement = 2000;

/**
 * When a transaction was committed, milliseconds since the epoch. `stated`: what the log says, the whole second in which its last
 * statement began. `seen`: when it was first seen to be there, null where nobody looked. `last`: the transaction's before it.
 *
 * Transactions are in the log in the order of their commits, so time never goes back between them, unless the clock did. Within
 * the stated second what was seen tells the milliseconds; a little beyond it the second stands, because seeing takes a moment,
 * too; much beyond it the statement itself was long, and the second is where it began, not where it was committed.
 */
export function commitTime(stated: number, seen: number | null, last: number): number {
  const end = stated + 999;
  const own = seen === null || seen < stated ? stated : seen > stated + longStatement ? seen : Math.min(seen, end);
  return own < last - setBack ? own : Math.max(own, last);
}
