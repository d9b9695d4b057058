import type { Observation } from '../../recording/observation.js';
import type { PlannedRun } from './plan.js';

/** A run that is over. */
export interface RunResult {
  readonly run: PlannedRun;
  readonly observation: Observation;
  readonly wallMs: number;
  /** The entry points of each module that the first process came to load, in the order of the profile. */
  readonly loaded: readonly (readonly string[])[];
}

/** What is known of a run when only the life that reads back is missing. */
export interface ScriptResult extends Pick<RunResult, 'run' | 'loaded'> {
  /** What the lives so far show. */
  readonly observe: () => Observation;
}

/** How a run is carried out. */
export interface RunManner {
  /** Called once, when the lives of the script are over: reading back takes a place of its own. Null: interrupted. */
  readonly onScript?: (result: ScriptResult | null) => void;
  /** Each of its lives has a process of its own, also the one that reads back, at once. */
  readonly alone?: boolean;
}

/** Runs one run to its end; null: it was interrupted, and says nothing. */
export type Runner = (run: PlannedRun, manner?: RunManner) => Promise<RunResult | null>;

/** A run that was put in. */
export interface QueuedRun {
  /** What the lives of its script show, before anybody has read back; null: it was interrupted. */
  readonly script: Promise<ScriptResult | null>;
  readonly result: Promise<RunResult | null>;
}
