import { randomBytes } from 'node:crypto';

const process = randomBytes(4).toString('hex');
let last = 0;
let counter = 0;

/**
 * Makes the id of a new object: 24 hexadecimal digits that sort in the order of creation and are never used again.
 */
export function newObjectId(): string {
  const now = Date.now();
  if (now > last) {
    last = now;
    counter = 0;
  } else if (++counter > 0xffff) {
    last += 1;
    counter = 0;
  }
  return last.toString(16).padStart(12, '0') + counter.toString(16).padStart(4, '0') + process;
}
