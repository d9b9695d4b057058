import type { Finding } from '../catalogue/requirement.js';
import type { ComparedValues } from '../recording/compared-values.js';
import type { ItemCategory, JournalEvent } from '../recording/events.js';
import type { Feature } from '../recording/feature.js';
import type { DifferenceKind } from '../recording/observation.js';
import type { ClientName, ProviderKind, Stance } from '../scenarios/scenario.js';

/**
 * What the certification says in the end. `passed`: what was selected with `only`, `skip`, `scenario` or `quick` passed,
 * which certifies nothing.
 */
export type Verdict = 'certified' | 'certified-opt-out' | 'passed' | 'not-certified' | 'inconclusive';

/** How the run itself ended: `interrupted` results certify nothing. */
export type Completion = 'complete' | 'interrupted';

/** What ended a run early: the caller or a signal, the time limit, or a failure where one is enough. */
export type StoppedBy = 'interruption' | 'time-limit' | 'bail';

/** A failure that is known, with who answers for it until when. */
export interface ExpectedFailure {
  /** Of the requirement. */
  readonly id: string;
  readonly reason: string;
  readonly owner: string;
  /** The last day on which it is expected, for example `2027-01-31`, in UTC. */
  readonly expires: string;
}

/** One run of a scenario as reports list it. */
export interface RunSummary {
  readonly name: string;
  readonly scenario: string;
  readonly control: boolean;
  readonly seed: number;
  readonly lives: number;
  /**
   * How many of them were to be killed at a moment that no step of the script names. Where there are some, how much was
   * acknowledged and found depends on when the kills came; otherwise it is the same for the same seed.
   */
  readonly timedKills: number;
  readonly acknowledged: number;
  readonly found: number;
  /** How many differences of each kind its read-backs show; an item may have several. */
  readonly differences: Readonly<Partial<Record<DifferenceKind, number>>>;
  /** What was compared: how many acknowledged items of each category, and how many of them have parts of each sort. */
  readonly compared: Readonly<Partial<Record<ItemCategory, number>>>;
  readonly endings: readonly string[];
  /** The most memory that one of the processes took, in bytes; null when none came far enough to say. */
  readonly peakRssBytes: number | null;
  readonly wallMs: number;
}

/** What was compared, of the items that count in the totals. */
export interface Compared extends ComparedValues {
  /** How many acknowledged items of each category, and how many of them have parts of each sort. */
  readonly items: RunSummary['compared'];
  /** What the stores do not keep, and say so: it is not compared. Absent: there is no such thing. */
  readonly notKept?: readonly NotKept[];
  /** What the providers never do, and say so: it was left out. Absent: there is no such thing. */
  readonly leftOut?: readonly Feature[];
}

/** Something that a store need not keep. */
export type NotKept = 'read flags';

/** A file of mail that could not be used. */
export interface LeftOutFile {
  /** Relative to the folder that was given, with `/` between names. */
  readonly file: string;
  /** For example `it is empty`. */
  readonly reason: string;
}

/** The author's own mail among what was saved: names, numbers and a digest, and nothing of what is in it. */
export interface MailReport {
  /** As the user named it. */
  readonly folder: string;
  /** How many files were taken, and how large they are together. */
  readonly files: number;
  readonly bytes: number;
  /** How many property values they have, with those of recipients, attachments and embedded messages. */
  readonly values: number;
  /** How many values are in the files besides: those that stores make themselves, and those that mapi-kit cannot keep. */
  readonly leftOutValues: number;
  /** The files that were left out; no more than fifty are named. */
  readonly leftOut: readonly LeftOutFile[];
  readonly leftOutFiles: number;
  /** Of all that was taken: it tells whether it is the same again. */
  readonly sha256: string;
}

/** What a kill without a word costs. */
export interface Exposure {
  readonly acknowledged: number;
  readonly lost: number;
}

/** A certification, complete: the JSON that `--json` writes, and what every renderer starts from. */
export interface CertificationReport {
  readonly format: 1;
  readonly tool: { readonly name: 'mapi-certify'; readonly version: string };
  readonly catalogue: number;
  readonly verdict: Verdict;
  readonly completion: Completion;
  /** Null: nothing did. */
  readonly stoppedBy: StoppedBy | null;
  /** Of how many shards it was merged; null: it is one run. */
  readonly shards: number | null;
  /** The reason for the verdict in one sentence. */
  readonly summary: string;
  readonly provider: {
    /** As the user gave it, and the file it was resolved to (relative to the working directory where possible). */
    readonly given: string;
    readonly file: string;
    readonly name: string;
    readonly kinds: readonly ProviderKind[];
    readonly stance: Stance | 'unknown';
    readonly sha256: string;
    /** The modules under test: one, or those that the profile file lists. */
    readonly modules: readonly { readonly name: string; readonly file: string; readonly sha256: string }[];
  };
  readonly settings: {
    readonly option: 1 | 2 | 3;
    readonly client: ClientName;
    readonly seed: number;
    /** How many random walks were asked for. */
    readonly walks: number;
    /** The script that was played in their place; null: none. */
    readonly script: string | null;
    readonly items: number;
    readonly budgetMs: number;
    readonly jobs: number;
    readonly strict: boolean;
    readonly only: readonly string[];
    readonly skip: readonly string[];
    /** The names of the scenarios that the run was restricted to; empty: all. */
    readonly scenario: readonly string[];
    /** The fewest lives were played that still catch most. */
    readonly quick: boolean;
    /** The part that was played, as `2/4`; null: the whole was. */
    readonly shard: string | null;
    /** The registry file that gave the user option, as the user named it; null: none. */
    readonly reg: string | null;
    /** The profile file that was certified as a whole, as the user named it; null: one provider was. */
    readonly profileFile: string | null;
    /** No further run was to begin after a failure. */
    readonly bail: boolean;
    /** Null: there was no limit. */
    readonly timeLimitMs: number | null;
    /** The list of expected failures, as the user named it; null: none. */
    readonly expectedFailures: string | null;
    /** The module of the far side, as the user named it; null: the SMTP server. */
    readonly farSide: string | null;
    /** The folder of the author's own mail, as the user named it; null: none. */
    readonly mail: string | null;
    /** A compiled library was called on a thread of its own from the beginning. */
    readonly twoThreads: boolean;
    /** The library was watched by AddressSanitizer, with which it is built, and called on a thread of its own. */
    readonly asan: boolean;
    /** Values of keys that look like secrets are replaced by `***`. */
    readonly profile: Readonly<Record<string, string>>;
  };
  readonly environment: {
    readonly node: string;
    readonly platform: string;
    readonly arch: string;
    /** The version of Wine through which the processes under test ran; absent: without. */
    readonly wine?: string;
    /** How the command is written in the shell of whoever certified. */
    readonly command: 'mapi-certify' | 'npx mapi-certify';
  };
  readonly startedAt: string;
  readonly wallMs: number;
  /** The failures that were expected. They change the exit code, and never findings or the verdict. */
  readonly expectedFailures: readonly ExpectedFailure[];
  /** The author's own mail; null: there is none, or it has not been read yet. */
  readonly mail: MailReport | null;
  readonly findings: readonly Finding[];
  readonly runs: readonly RunSummary[];
  readonly totals: {
    readonly lives: number;
    /** In so many processes: some read back several runs one after the other. */
    readonly processes: number;
    readonly kills: number;
    readonly killsProven: number;
    /** In so many lives a compiled library was called on a thread of its own. */
    readonly livesWithTwoThreads: number;
    readonly acknowledged: number;
    readonly found: number;
  };
  readonly compared: Compared;
  readonly exposure: Exposure | null;
  /** By run name: the events of the calls and the end, for the timeline of a failure. */
  readonly timelines: Readonly<Record<string, readonly JournalEvent[]>>;
  /** The folder of the evidence, relative to the working directory where possible; null: not kept. */
  readonly evidence: string | null;
}
