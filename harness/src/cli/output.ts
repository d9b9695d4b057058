import type { WriteStream } from 'node:tty';
import { ReportError } from '../run/input/configuration-error.js';

/** A stream that a command writes to: a terminal, a pipe or a file. */
export type OutputStream = NodeJS.WritableStream & Partial<Pick<WriteStream, 'isTTY' | 'columns'>>;

const NARROWEST = 80;
const WIDEST = 110;
const PIPED = 80;

/**
 * The columns to lay a text out for.
 *
 * @param stream - where the text goes
 * @param narrowest - what can still be laid out
 * @returns the terminal's columns within what can be read well; 80 for pipes and files
 */
export function widthOf(stream: OutputStream, narrowest: number = NARROWEST): number {
  const columns = stream.isTTY === true ? (stream.columns ?? PIPED) : PIPED;
  return Math.min(WIDEST, Math.max(narrowest, columns));
}

/**
 * Whether to write in colours.
 *
 * @param stream - where the text goes
 * @param wanted - false when the user gave `--no-color`
 * @param env - the environment, for NO_COLOR, FORCE_COLOR and TERM
 * @returns the user's word before the environment's, and that before what the stream is
 */
export function hasColour(stream: OutputStream, wanted: boolean, env: NodeJS.ProcessEnv): boolean {
  if (!wanted || (env['NO_COLOR'] ?? '') !== '') return false;
  const force = env['FORCE_COLOR'];
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  return stream.isTTY === true && env['TERM'] !== 'dumb';
}

/**
 * Writes a text to its end. A reader that has gone away, as `head` does, is no error: the rest is not wanted.
 *
 * @param stream - where the text goes
 * @param text - the text
 * @throws ReportError when the text can't be written, for example to a full disk
 */
export async function writeAll(stream: OutputStream, text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const settle = (error?: Error | null): void => {
      if (error === undefined || error === null || (error as NodeJS.ErrnoException).code === 'EPIPE') resolve();
      else reject(new ReportError(`the output could not be written: ${error.message}`, { cause: error }));
    };
    // Without a listener the stream's error would end the process.
    stream.on('error', settle);
    stream.write(text, settle);
  });
}
