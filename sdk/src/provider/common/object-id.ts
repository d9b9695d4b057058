import { randomBytes } from 'node:crypto';

const process = randomBytes(4).toString('hex');
let last = 0;
let digits = '';
let counter = 0;

/**
 * Makes the id of a new object: 24 hexadecimal digits that sort in the order of creation and are never used again.
 */
export function newObjectId(): string {
  const now = Date.now();
  counter += 1;
  if (now > last || counter > 0xffff) {
    last = Math.max(now, last + 1);
    digits = last.toString(16).padStart(12, '0');
    counter = 0;
  }
  return digits + counter.toString(16).padStart(4, '0') + process;
}
