/** Which captures may wait, and which go first when there is no room. Pure. */

export const MOST = 200;
export const MOST_BYTES = 8_000_000; // the storage area ends at 10 MiB

/** @typedef {{key: string, size: number}} Waiting */

/**
 * @param {readonly Waiting[]} waiting oldest first
 * @param {Waiting} next
 * @returns {{kept: Waiting[], dropped: Waiting[]}} the queue with `next` in it, and the oldest that had to go
 */
export function admit(waiting, next) {
  const kept = [...waiting, next];
  const dropped = [];
  let bytes = kept.reduce((sum, { size }) => sum + size, 0);
  while (kept.length > MOST || bytes > MOST_BYTES) {
    const oldest = /** @type {Waiting} */ (kept.shift());
    dropped.push(oldest);
    bytes -= oldest.size;
  }
  return { kept, dropped };
}
