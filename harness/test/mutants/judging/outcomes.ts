import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lineOf, type Mutant } from '../mutant/mutant.js';
import type { Judged } from './judge-mutant.js';

/** What became of mutants, left in a folder, from where a run that was interrupted goes on. */
export class Outcomes {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  keep(judged: Judged): void {
    writeFileSync(this.#file(judged.mutant, judged.seed), JSON.stringify(judged));
  }

  /** What was kept; undefined when there is nothing that is whole. */
  find(mutant: Mutant, seed: number): Judged | undefined {
    try {
      return JSON.parse(readFileSync(this.#file(mutant, seed), 'utf8')) as Judged;
    } catch {
      // It is not there, or was cut off in the middle.
      return undefined;
    }
  }

  #file(mutant: Mutant, seed: number): string {
    const name = createHash('sha256')
      .update(`${lineOf(mutant)} ${seed}`)
      .digest('hex')
      .slice(0, 24);
    return join(this.#folder, `${name}.json`);
  }
}
