import { readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** How old the temporary file of another process has to be until it counts as left behind. */
const ABANDONED_AFTER_MS = 60_000;
const RENAME_ATTEMPTS = 20;

let written = 0;

/**
 * Replaces a file as a whole: the new content goes to a temporary file beside it, which then takes its name.
 *
 * Whoever reads the file, at any moment and after any killing of this process, finds the old content or the new one.
 * Nothing is flushed to the disk itself, so the content survives the death of the process and not that of the machine.
 */
export function replaceFile(path: string, content: string): void {
  written += 1;
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}-${written}.tmp`);
  try {
    writeFileSync(temporary, content, { flag: 'wx' });
    renamePatiently(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Removes what writers that were killed have left beside a file. */
export function removeLeftovers(path: string): void {
  const folder = dirname(path);
  const prefix = `.${basename(path)}.`;
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(prefix) || !name.endsWith('.tmp')) continue;
    const writer = Number.parseInt(name.slice(prefix.length), 10);
    // This process writes synchronously, so a file of its own number is from an earlier process of that number.
    if (writer === process.pid || !isAlive(writer) || isOld(join(folder, name)))
      rmSync(join(folder, name), { force: true });
  }
}

/** On Windows a file that somebody is reading cannot be replaced for that moment. */
function renamePatiently(from: string, to: string): void {
  for (let attempt = 1; ; attempt += 1) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      if (process.platform !== 'win32' || attempt === RENAME_ATTEMPTS) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, attempt);
    }
  }
}

function isAlive(process: number): boolean {
  try {
    return globalThis.process.kill(process, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isOld(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs > ABANDONED_AFTER_MS;
}
