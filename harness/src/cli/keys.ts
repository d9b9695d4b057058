import type { ReadStream } from 'node:tty';

/** What keys come from: a terminal. */
export type KeyStream = NodeJS.ReadableStream & Partial<Pick<ReadStream, 'isTTY' | 'setRawMode'>>;

/** What keys do. */
export interface KeyActions {
  readonly again: () => void;
  readonly quit: () => void;
  /** Ctrl-C, which is a key like any other where each key is told at once. */
  readonly interrupt: () => void;
}

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';

/**
 * Listens for keys, as long as the input is a terminal.
 *
 * @param stream - the standard input; undefined: there is none
 * @param actions - what the keys do
 * @returns gives the terminal back; null: there are no keys
 */
export function listenForKeys(stream: KeyStream | undefined, actions: KeyActions): (() => void) | null {
  if (stream?.isTTY !== true || stream.setRawMode === undefined) return null;
  const listener = (chunk: Buffer | string): void => {
    for (const key of String(chunk)) {
      if (key === CTRL_C) actions.interrupt();
      else if (key === 'q' || key === CTRL_D) actions.quit();
      else if (key === 'r' || key === '\r' || key === '\n') actions.again();
    }
  };
  stream.setRawMode(true);
  stream.on('data', listener);
  stream.resume();
  return () => {
    stream.off('data', listener);
    stream.setRawMode?.(false);
    stream.pause();
  };
}
