import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { identityName } from '../../recording/identity.js';
import { type RunDescription, runFile } from '../../recording/layout.js';
import { readRunDescription } from '../../recording/read-recording.js';
import { type RecordedRun, readRecordedRun } from '../../recording/recorded-run.js';
import type { RunSummary } from '../../report/report.js';
import { EVIDENCE_FOLDER, REPETITIONS_FOLDER } from '../folders/out-folder.js';
import { closest } from '../input/closest.js';
import { ConfigurationError, messageOf } from '../input/configuration-error.js';
import { summarise } from '../run-summary.js';

/** Where a run's evidence lies. */
export type RunPlace = typeof EVIDENCE_FOLDER | typeof REPETITIONS_FOLDER;

/** A run among the evidence, by its name. */
export interface NamedRun {
  readonly name: string;
  readonly place: RunPlace;
  /** The absolute path of its folder. */
  readonly path: string;
}

/** A run to be shown. */
export interface ShownRun extends NamedRun {
  readonly run: RecordedRun;
  readonly summary: RunSummary;
}

/** The runs that a certification has recorded, in its folder. Reading them judges nothing. */
export class RecordedRuns {
  /** As the user named it. */
  readonly #given: string;
  readonly #path: string;

  /**
   * @param folder - the output folder of the certification
   * @param cwd - what it is relative to
   * @throws ConfigurationError when there is no such folder, or no evidence in it
   */
  constructor(folder: string, cwd: string) {
    this.#given = folder;
    this.#path = resolve(cwd, folder);
    if (statSync(this.#path, { throwIfNoEntry: false })?.isDirectory() !== true) {
      throw new ConfigurationError(`there is no folder ${folder}; name the folder that --out named`);
    }
    if (!existsSync(join(this.#path, EVIDENCE_FOLDER))) {
      throw new ConfigurationError(
        `${folder} is no evidence of a certification: it has no folder ${EVIDENCE_FOLDER}; name the folder that --out named`,
      );
    }
  }

  /**
   * The runs in one of the two places.
   *
   * @param place - which one
   * @returns them by name
   */
  in(place: RunPlace): readonly NamedRun[] {
    const folder = join(this.#path, place);
    if (!existsSync(folder)) return [];
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => ({ name, place, path: join(folder, name) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /**
   * Finds a run.
   *
   * @param word - its name, or the path of its folder in the evidence, as in `evidence-of-repetitions/outlook-exit`
   * @throws ConfigurationError when there is none of that name
   */
  named(word: string): NamedRun {
    const [place, name] = placeAndName(word);
    const runs = this.in(place);
    const found = runs.find((run) => run.name === name);
    if (found !== undefined) return found;
    const near = closest(
      name,
      runs.map((run) => run.name),
    );
    const meant = near === undefined ? '' : `; did you mean ${near}?`;
    const where = place === EVIDENCE_FOLDER ? this.#given : `${this.#given}/${place}`;
    throw new ConfigurationError(
      `there is no run ${word} in ${where}${meant} (mapi-certify show ${this.#given} lists them)`,
    );
  }

  /**
   * Which run of which scenario it is, and how it was played.
   *
   * @param run - one of the runs
   * @throws ConfigurationError when it is damaged
   */
  describe(run: NamedRun): RunDescription {
    return this.#whole(run, () => readRunDescription(run.path));
  }

  /**
   * A run in a line.
   *
   * @param run - one of the runs
   * @throws ConfigurationError when it is damaged
   */
  summarise(run: NamedRun): RunSummary {
    return this.show(run, ({ summary }) => summary);
  }

  /**
   * All of a run, made into what is to be shown of it.
   *
   * @param run - one of the runs
   * @param show - makes it; whatever it throws is the fault of what it was given
   * @throws ConfigurationError when the run is damaged
   */
  show<T>(run: NamedRun, show: (shown: ShownRun) => T): T {
    return this.#whole(run, () => {
      const { wallMs } = readRunDescription(run.path);
      const recorded = readRecordedRun(run.path);
      const { observation } = recorded;
      const found = identityName(observation.identity);
      if (found !== run.name) throw new Error(`${run.path}: holds the run ${found}`);
      return show({ ...run, run: recorded, summary: summarise({ observation, wallMs }) });
    });
  }

  #whole<T>({ name, path }: NamedRun, read: () => T): T {
    if (!existsSync(runFile(path))) {
      throw new ConfigurationError(
        `the run ${name} in ${this.#given} did not come to its end: it has no run.json, and nothing says which of its files are whole`,
      );
    }
    try {
      return read();
    } catch (error) {
      if (error instanceof ConfigurationError) throw error;
      throw new ConfigurationError(`the run ${name} in ${this.#given} is damaged: ${messageOf(error)}`, {
        cause: error,
      });
    }
  }
}

function placeAndName(word: string): readonly [RunPlace, string] {
  const [, place, name = ''] = /^(evidence|evidence-of-repetitions)[/\\](.+?)[/\\]?$/u.exec(word) ?? [];
  if (place === REPETITIONS_FOLDER) return [REPETITIONS_FOLDER, name];
  return [EVIDENCE_FOLDER, place === undefined ? word : name];
}
