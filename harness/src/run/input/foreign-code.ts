import { writeSync } from 'node:fs';
import process from 'node:process';

/** The code of Node for an event loop that is empty while a top-level await waits. */
const UNSETTLED = 13;
/** Wrong usage or configuration. */
const EXIT_USAGE = 2;
/** From here on it is a signal that ended the process. */
const SIGNALS = 128;

/** The code of users that the process of the command itself has loaded, as messages name it, the latest last. */
const loaded: string[] = [];

/**
 * Notes that code of a user's is going to run in this process, and not in one that is watched: a configuration file, a
 * far side.
 *
 * @param name - how messages name it
 */
export function noteForeignCode(name: string): void {
  if (loaded.at(-1) !== name) loaded.push(name);
}

/**
 * Answers for a process that ends before the command has: code of a user's may call process.exit(0), which is the exit code
 * of a certificate.
 *
 * @returns to be called when the command has ended
 */
export function guardExitCode(): () => void {
  const onExit = (exitCode: number): void => {
    const name = loaded.at(-1);
    // Node finds out about the await in a listener of its own, which comes first.
    const code = Number(process.exitCode ?? exitCode);
    if (name === undefined || code >= SIGNALS) return;
    const what =
      code === UNSETTLED
        ? 'never comes to an end: it waits for something that does not happen'
        : `ended the process of mapi-certify with exit code ${code}, before there was a result`;
    // Nothing else is written any more: streams may be asynchronous.
    tell(`mapi-certify: ${name} ${what}\n`);
    process.exitCode = EXIT_USAGE;
  };
  process.on('exit', onExit);
  return () => process.off('exit', onExit);
}

function tell(text: string): void {
  try {
    writeSync(process.stderr.fd, text);
  } catch {
    // Whoever has closed stderr gets the exit code alone.
  }
}
