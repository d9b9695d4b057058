import { type Stats, unwatchFile, watchFile } from 'node:fs';

/**
 * How often each file is looked at, in milliseconds. Looking is what works on every file system: of network drives, shared
 * folders of virtual machines, and files that a build replaces, the system tells too little or too much.
 */
const INTERVAL_MS = 250;
/** So long nothing may change before it counts: a build writes file after file. */
const QUIET_MS = 350;

/** Watches files, those too that are not there yet. */
export class FileWatch {
  readonly #onChange: () => void;
  readonly #watched = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param onChange - called when files have changed, and nothing more changes
   */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /**
   * Watches these files from now on, and no others.
   *
   * @param paths - absolute
   */
  watch(paths: Iterable<string>): void {
    const wanted = new Set(paths);
    for (const path of this.#watched) if (!wanted.has(path)) this.#leave(path);
    for (const path of wanted) {
      if (this.#watched.has(path)) continue;
      this.#watched.add(path);
      watchFile(path, { interval: INTERVAL_MS }, this.#look);
    }
  }

  /** Watches nothing any more. */
  close(): void {
    clearTimeout(this.#timer);
    for (const path of [...this.#watched]) this.#leave(path);
  }

  #leave(path: string): void {
    unwatchFile(path, this.#look);
    this.#watched.delete(path);
  }

  readonly #look = (now: Stats, before: Stats): void => {
    // A file that is not there is told of once, though nothing has changed.
    if (now.mtimeMs === before.mtimeMs && now.size === before.size && now.ino === before.ino) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#onChange, QUIET_MS);
  };
}
