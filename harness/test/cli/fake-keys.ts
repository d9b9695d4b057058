import { PassThrough } from 'node:stream';
import type { ReadStream } from 'node:tty';

/** A terminal's input without a terminal. */
export class FakeKeys extends PassThrough {
  isTTY = true;
  /** Whether each key is told at once. */
  isRaw = false;

  setRawMode(mode: boolean): ReadStream {
    this.isRaw = mode;
    return this as unknown as ReadStream;
  }

  /** A key is pressed. */
  press(key: string): void {
    this.emit('data', Buffer.from(key));
  }
}
