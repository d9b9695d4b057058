import { messageOf } from '../input/configuration-error.js';
import type { Remainder } from '../input/progress.js';
import { killTree } from './kill-tree.js';
import { Marks } from './marks.js';
import { removeFolderSync } from './remove-folder.js';

/** All that are in use: one listener serves any number of certifications. */
const watched = new Set<Leftovers>();

function clearAll(): void {
  for (const leftovers of watched) leftovers.clear();
}

/**
 * What must not be left behind when the parent process ends before its time: the processes it started and its temporary
 * folders.
 *
 * In the ordinary course each is taken off again by whoever put it here. When the parent leaves by `process.exit` or by
 * an uncaught exception, whatever is still here is ended and removed.
 */
export class Leftovers {
  /** By these the processes under test are found again, also where they have left their groups. */
  readonly marks: Marks = new Marks();
  readonly #processes = new Set<number>();
  readonly #paths = new Set<string>();

  /** Begins to watch the end of this process. */
  constructor() {
    if (watched.size === 0) process.on('exit', clearAll);
    watched.add(this);
  }

  /** A process, by its id, that is to be ended with all its children. */
  addProcess(pid: number): void {
    this.#processes.add(pid);
  }

  /** The process has ended. */
  removeProcess(pid: number): void {
    this.#processes.delete(pid);
  }

  /** A file or folder that is to be removed. */
  addPath(path: string): void {
    this.#paths.add(path);
  }

  /** The file or folder is gone, or is to stay. */
  removePath(path: string): void {
    this.#paths.delete(path);
  }

  /**
   * Ends and removes everything at once.
   *
   * @returns what stays all the same
   */
  clear(): readonly Remainder[] {
    for (const pid of this.#processes) killTree(pid);
    this.#processes.clear();
    this.marks.end();
    const remainders: Remainder[] = [];
    for (const path of this.#paths) {
      try {
        removeFolderSync(path);
      } catch (error) {
        remainders.push({ path, reason: messageOf(error) });
      }
    }
    this.#paths.clear();
    return remainders;
  }

  /**
   * Removes everything that is still here, and stops watching the end of this process.
   *
   * @returns what stays all the same
   */
  dispose(): readonly Remainder[] {
    const remainders = this.clear();
    watched.delete(this);
    if (watched.size === 0) process.off('exit', clearAll);
    return remainders;
  }
}
