import { join } from 'node:path';
import type { PlannedMail } from '../../life/own-mail.js';
import { secretsOf } from '../../life/secrets.js';
import type { ScenarioIdentity } from '../../recording/identity.js';
import type { LifeFacts } from '../../recording/recording.js';
import type { ClientName, ProviderKind } from '../../scenarios/scenario.js';
import type { FarSideModule } from '../far-side/custom-far-side.js';
import type { RunFarSide } from '../far-side/open-far-side.js';
import type { Settings } from '../input/options.js';
import type { CertificationSubject } from '../input/subject.js';
import { childEnvironment } from '../process/child-environment.js';
import type { Leftovers } from '../process/leftovers.js';
import type { Medium } from '../process/medium.js';
import { liveTogether, type SharedLife } from '../process/run-life.js';
import type { NodeRuntime } from '../process/runtime.js';
import type { Doubts } from './doubts.js';
import { Halt } from './halt.js';
import type { LibraryThreads } from './library-threads.js';
import { Places } from './places.js';
import type { PlannedRun } from './plan.js';
import { TogetherPool } from './together-pool.js';

/** Has processes wait for a debugger. */
export interface Debugging {
  /** Which runs it is for. */
  readonly isFor: (run: ScenarioIdentity) => boolean;
  /** Told where a debugger may attach to the process of a life. */
  readonly onWaiting: (run: PlannedRun, life: number, url: string) => void;
}

/** What a certification knows before its first run. */
export interface EnvironmentParts {
  readonly subject: CertificationSubject;
  /** Kinds of the providers under test; null while nobody knows. */
  readonly kinds: () => readonly ProviderKind[] | null;
  /** The user's own far side; null: the SMTP server. */
  readonly farSide: FarSideModule | null;
  /** The author's own mail; null: there is none. */
  readonly ownMail: PlannedMail | null;
  readonly hostFile: string;
  /** What runs the host. */
  readonly runtime: NodeRuntime;
  readonly option: 1 | 2 | 3;
  /** Where its processes run. */
  readonly places: Places;
  readonly threads: LibraryThreads;
  readonly leftovers: Leftovers;
  readonly signal: AbortSignal;
  /** Null: no process waits for a debugger. */
  readonly debugging: Debugging | null;
  /** Null: whatever is in doubt is played again. */
  readonly doubts: Doubts | null;
}

/** What a run leaves in its folder besides what it is judged by. */
export interface Keeping {
  /** The folder stays, so that it is worth compressing; and what is in the data directories is listed. */
  readonly isKept: boolean;
  /** The data directories themselves are kept. */
  readonly data: boolean;
}

/** Of runs whose folders are going to be removed. */
export const NOT_KEPT: Keeping = { isKept: false, data: false };

/** What all runs of a certification share. */
export interface RunEnvironment extends EnvironmentParts {
  /** The temporary folder, in which each run has one of its own for its data. */
  readonly workFolder: string;
  /** Where node may keep compiled code: lives begin with the same one. */
  readonly compileCache: string;
  readonly regFile: string | null;
  readonly client: ClientName;
  readonly items: number;
  readonly budgetMs: number;
  readonly keeping: Keeping;
  /** Values of the profile and the environment that nobody may read in the evidence. */
  readonly secrets: readonly string[];
  readonly halt: Halt;
  /** Has finished runs read back. */
  readonly readings: TogetherPool;
  /** Has short scripts played, by how they end; those that exit as well as read-backs do, with these. */
  readonly scripts: Readonly<Record<'exit' | 'kill', TogetherPool>>;
  /** Has scripts played that mostly wait, and take no place. */
  readonly waiting: Readonly<Record<'exit' | 'kill', TogetherPool>>;
}

/** A run that goes on. */
export interface RunContext {
  readonly run: PlannedRun;
  /** Of its evidence. */
  readonly folder: string;
  /** Of its data. */
  readonly work: string;
  readonly environment: RunEnvironment;
  readonly farSide: RunFarSide | null;
  readonly medium: Medium | null;
}

/**
 * Where the data of all runs lies: users' folders have blanks and letters of all scripts, and lie deep. On Windows this, a
 * run's name and a file still fit into 260 characters.
 */
const DATA_PATH: readonly string[] = ['Søren & 会議', 'Daten – Ωmega', 'a', 'b', 'c', 'data'];

/**
 * Makes what all runs of a certification share.
 *
 * @param parts - what is known before the first run
 * @param settings - of the certification
 * @param workFolder - the temporary folder
 */
export function createEnvironment(parts: EnvironmentParts, settings: Settings, workFolder: string): RunEnvironment {
  const { hostFile, runtime, places, leftovers, signal } = parts;
  const { regFile, client, items, budgetMs } = settings;
  const compileCache = join(workFolder, 'compiled');
  const together = (ending: 'exit' | 'kill', where: Places): TogetherPool => {
    const live = (lives: readonly SharedLife[]): Promise<readonly (LifeFacts | null)[]> =>
      liveTogether({ lives, ending, hostFile, runtime, budgetMs, compileCache, leftovers, signal });
    return new TogetherPool(where, live, {
      processes: where === places ? places.count : 1,
      // What a sanitizer finds is found in one life, which may not find it again.
      isOpen: runtime.sanitizer === null,
    });
  };
  const readings = together('exit', places);
  const besides = new Places(Number.POSITIVE_INFINITY);
  return {
    ...parts,
    workFolder: join(workFolder, ...DATA_PATH),
    compileCache,
    regFile,
    client,
    items,
    budgetMs,
    keeping: { isKept: settings.out !== null, data: settings.keepData },
    secrets: secretsOf(
      parts.subject.modules.map(({ profile }) => profile),
      childEnvironment(process.env),
    ),
    halt: new Halt(settings.quick),
    readings,
    scripts: { exit: readings, kill: together('kill', places) },
    waiting: { exit: together('exit', besides), kill: together('kill', besides) },
  };
}
