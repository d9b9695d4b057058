import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { kill } from './kill-tree.js';

/**
 * The environment variable that a process hands on to all that it starts, however far they detach themselves. Its name says
 * nothing of a certification.
 */
const VARIABLE = 'SESSION_MARK';
/** While one look goes on, a process may start another: so many looks, as long as there is something to end. */
const MOST_LOOKS = 3;

/**
 * Marks the processes under test of one certification, and finds again what they have left behind.
 *
 * Only Linux tells the environment of processes: elsewhere nothing is found.
 */
export class Marks {
  readonly #all: string = `${randomUUID()}/`;
  #count = 0;
  /** The marks of the processes that were there at the last look, null: none. A process has its mark for life. */
  #known: ReadonlyMap<number, string | null> = new Map();

  /** A mark that no other process under test has. */
  next(): string {
    this.#count += 1;
    return `${this.#all}${this.#count}/`;
  }

  /**
   * Ends the processes of this user that have a mark.
   *
   * @param mark - which one; all of the certification's, unless given
   */
  end(mark: string = this.#all): void {
    if (process.platform !== 'linux' || this.#count === 0) return;
    const ended = new Set<number>();
    for (let look = 0, before = -1; look < MOST_LOOKS && ended.size > before; look += 1) {
      before = ended.size;
      for (const pid of this.#having(mark)) {
        // Ids come again: what has it now is looked at once more.
        if (!ended.has(pid) && markOf(pid)?.startsWith(mark) === true) kill(pid);
        ended.add(pid);
      }
    }
  }

  /** Only what is new since the last look is looked into, which makes it all but free. */
  #having(mark: string): readonly number[] {
    const now = new Map<number, string | null>();
    for (const name of readdirSync('/proc')) {
      const pid = Number(name);
      if (Number.isNaN(pid)) continue;
      const known = this.#known.get(pid);
      now.set(pid, known === undefined ? markOf(pid) : known);
    }
    this.#known = now;
    return [...now].filter(([, found]) => found?.startsWith(mark) === true).map(([pid]) => pid);
  }
}

/**
 * An environment with a mark.
 *
 * @param environment - the rest of it
 * @param mark - see {@link Marks}
 */
export function marked(environment: NodeJS.ProcessEnv, mark: string): NodeJS.ProcessEnv {
  return { ...environment, [VARIABLE]: mark };
}

function markOf(pid: number): string | null {
  try {
    if (statSync(`/proc/${pid}`).uid !== process.getuid?.()) return null;
    const variables = readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0');
    return variables.find((text) => text.startsWith(`${VARIABLE}=`))?.slice(VARIABLE.length + 1) ?? null;
  } catch {
    // It is gone, or nobody may look into it.
    return null;
  }
}
