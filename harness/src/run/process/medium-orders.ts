import { readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MEDIUM_ANSWER, MEDIUM_ORDER } from '../../life/medium-orders.js';

const LOOK_MS = 10;

/**
 * Runs the commands that a process under test leaves in a folder, since it cannot run them itself.
 *
 * @param folder - that is there
 * @param run - runs one to its end, and tells what is wrong; null: nothing
 * @returns ends it
 */
export function serveOrders(folder: string, run: (command: readonly string[]) => string | null): () => void {
  const answer = join(folder, MEDIUM_ANSWER);
  const timer = setInterval(() => {
    const command = takeOrder(join(folder, MEDIUM_ORDER));
    if (command === null) return;
    writeFileSync(`${answer}.new`, JSON.stringify({ problem: run(command) }));
    renameSync(`${answer}.new`, answer);
  }, LOOK_MS);
  return () => clearInterval(timer);
}

/** Null: there is none, or it is not written to its end. */
function takeOrder(file: string): readonly string[] | null {
  try {
    const command = JSON.parse(readFileSync(file, 'utf8')) as readonly string[];
    unlinkSync(file);
    return command;
  } catch {
    return null;
  }
}
