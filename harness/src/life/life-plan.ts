import type { Companion } from '../scenarios/companions.js';
import type { ClientName, MediumFault } from '../scenarios/scenario.js';
import type { Step } from '../scenarios/step-kinds.js';
import type { PlannedMail } from './own-mail.js';

/** A provider under test. */
export interface PlannedProvider {
  /** How it is called in the profile and in the journal, for example `box-store`; no other has the name. */
  readonly name: string;
  /** A file URL of its module. */
  readonly url: string;
  /** Free settings and properties of its profile section. */
  readonly profile: Readonly<Record<string, string>>;
}

/** Where in a life the process is killed without a word, see KillPoint; the parent has measured the first life for it. */
export type PlannedKill =
  | { readonly within: 'work' | 'shutdown'; readonly afterNs: number }
  /** At the durable write of this number, counted from 1. */
  | { readonly within: 'work' | 'shutdown'; readonly write: number; readonly when: 'before' | 'after' }
  | { readonly within: 'work'; readonly end: true }
  | { readonly within: 'start-message'; readonly message?: number };

/** The medium of the data, which a step of the run is going to break. */
export interface PlannedMedium {
  readonly fault: MediumFault;
  /** Where a file system of its own is mounted that holds the data; null: none is, or none is needed. */
  readonly mount: string | null;
  /** Why it cannot be broken on this machine; null: it can. */
  readonly missing: string | null;
  /** The descriptor at which the journal goes on from then on; null: in its file, which the fault does not concern. */
  readonly journal: number | null;
  /** The folder in which the process leaves commands for its parent to run; absent: it runs them itself. */
  readonly orders?: string;
}

/** The process of another instance, which a step `second-instance` starts. */
export interface PlannedSecond {
  /** The whole command; nothing is on its stdin. */
  readonly command: readonly string[];
  readonly cwd: string;
  /** It is ended after this many milliseconds. */
  readonly limitMs: number;
  /** Where its output goes, and then, as JSON, its SecondOutcome. */
  readonly stdoutFile: string;
  readonly stderrFile: string;
  readonly outcomeFile: string;
}

/** How the process of another instance ended, as the first one saw it. */
export interface SecondOutcome {
  /** 0: it could not be started. */
  readonly pid: number;
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly timedOut: boolean;
  readonly wallMs: number;
  readonly spawnError: string | null;
}

/** The far side of the transports, as the process needs to know it. */
export interface PlannedFarSide {
  /** By session: settings for the profile sections of transports, its address among them. */
  readonly settings: readonly Readonly<Record<string, string>>[];
  /** Where it writes what it sees: FarSideEvents. */
  readonly file: string;
  /** It refuses single recipients of messages, see `refusedAddress`, and so knows messages by them, see `knownAddress`. */
  readonly refuses: boolean;
}

/**
 * Everything a process that is going to die must know: the parent writes it as one JSON file, and its path is the only
 * argument of the host.
 */
export interface LifePlan {
  /** The file goes away when it has been read, before a provider is loaded that could read it too. */
  readonly readOnce?: true;
  /** It shares its process with other lives, and all of them end with it, in this way. */
  readonly together?: 'exit' | 'kill';
  readonly scenario: string;
  /** 0-based; the last of `lives` reads back. */
  readonly life: number;
  readonly lives: number;
  readonly control: boolean;
  readonly steps: readonly Step[];
  /** Compiled libraries are called on a thread of their own; on that of JavaScript's unless given. */
  readonly twoThreads?: true;
  readonly seed: number;
  /** The configured number of items, of which `work` steps do shares. */
  readonly items: number;
  /** In the order in which the profile lists them. */
  readonly providers: readonly PlannedProvider[];
  /** The journal of this life, and the ones of the earlier lives of this run, for the entry ids given out before. */
  readonly journalFile: string;
  readonly earlierJournals: readonly string[];
  readonly profileDirectory: string;
  /** One data directory a session; where several providers share a session, each has a folder in it. */
  readonly dataDirectories: readonly string[];
  /** Where companions keep what they have. */
  readonly companionDirectory: string;
  readonly option: 1 | 2 | 3;
  /** A .reg file from which the option is read instead. */
  readonly regFile: string | null;
  readonly client: ClientName;
  readonly companions: readonly Companion[];
  /** The author's own mail, in runs that save it; absent: there is none. */
  readonly ownMail?: PlannedMail;
  /** Null: no provider under test is a transport. */
  readonly farSide: PlannedFarSide | null;
  /** Null: the life is ended by its last step. */
  readonly kill: PlannedKill | null;
  /** The durable writes of this life are counted, for kills in later ones. */
  readonly countsWrites: boolean;
  readonly medium: PlannedMedium | null;
  /** The other processes that are alive meanwhile, one for each step `second-instance`, in their order. */
  readonly seconds: readonly PlannedSecond[];
}
