import type { ClientName, Companion, Step } from '../scenarios/scenario.js';

/**
 * Everything a process that is going to die must know: the parent writes it as one JSON file, and its path is the only
 * argument of the host.
 */
export interface LifePlan {
  readonly scenario: string;
  /** 0-based; the last of `lives` reads back. */
  readonly life: number;
  readonly lives: number;
  readonly control: boolean;
  readonly steps: readonly Step[];
  readonly seed: number;
  /** The configured number of items, of which `work` steps do shares. */
  readonly items: number;
  /** A file URL of the provider's module. */
  readonly providerUrl: string;
  /** How the provider is called in the profile and in the journal, for example `box-store`. */
  readonly providerName: string;
  /** The journal of this life, and the ones of the earlier lives of this run, for the entry ids given out before. */
  readonly journalFile: string;
  readonly earlierJournals: readonly string[];
  readonly profileDirectory: string;
  /** One data directory a session. */
  readonly dataDirectories: readonly string[];
  readonly option: 1 | 2 | 3;
  /** A .reg file from which the option is read instead. */
  readonly regFile: string | null;
  readonly client: ClientName;
  readonly companions: readonly Companion[];
  /** Free settings and properties of the provider's profile section, from `--profile`. */
  readonly profile: Readonly<Record<string, string>>;
}
