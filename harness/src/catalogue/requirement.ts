import type { Observation } from '../recording/observation.js';
import type { ProviderKind, Stance } from '../scenarios/scenario.js';
import type { Measured } from './rules/measured.js';

/** What certification demands: a broken MUST fails, a broken SHOULD warns, a report never fails. */
export type Strength = 'MUST' | 'SHOULD' | 'REPORT';

/** The groups of the catalogue, in the order in which reports show them. */
export type GroupId = 'COM' | 'ANS' | 'SEQ' | 'DUR' | 'TIME' | 'QUIET' | 'FAULT';

/** What a judge says. `warn` is a broken SHOULD; `inconclusive` says what kept the question from being answered. */
export type FindingStatus = 'pass' | 'fail' | 'warn' | 'not-applicable' | 'inconclusive';

/** Numbers and limits that judges need. */
export interface JudgeSettings {
  /** `unknown`: the provider's answer to the query was none, so that most scenarios were not run. */
  readonly stance: Stance | 'unknown';
  readonly kinds: readonly ProviderKind[];
  /** TIME-1: Notify and Do together, in milliseconds. */
  readonly budgetMs: number;
  /** ANS-4: one query, in milliseconds. */
  readonly queryBudgetMs: number;
}

/** What judges look at: every observation of the run, folded, by scenario. */
export interface Evidence {
  readonly settings: JudgeSettings;
  readonly observations: readonly Observation[];
  /** By scenario: why it was not run, for example `not run: DoFastShutdown hung in immediate-exit`. */
  readonly notRun?: Readonly<Record<string, string>>;
}

/** Where a requirement comes from: a statement of the documentation, or a gap with the reading that is certified. */
export interface Source {
  /** For example `DOC-050` or `GAP-19`. */
  readonly id: string;
  /** The statement or the reading, in a sentence. */
  readonly text: string;
  /** The name of Microsoft's page, for example `imapiprovidershutdown-dofastshutdown`. */
  readonly page: string;
}

/** One broken case: enough for an author to see it and repeat it. */
export interface Violation {
  readonly expected: string;
  readonly seen: string;
  /** What the recording shows to be the cause, in a sentence; null when it shows none. */
  readonly because: string | null;
  /** The run that shows it: its identityName. */
  readonly run: string;
  /** What must be run to see it again: a scenario, or several, joined by commas. */
  readonly scenario: string;
  readonly seed: number;
  /** Of random walks: the script that shows it, as `--script` takes it. Absent: it would be too long. */
  readonly script?: string;
}

/** What a judge returns. */
export interface Judgement {
  readonly status: FindingStatus;
  /**
   * One line that stands on its own: what holds, or what is broken. Where it holds, the same seed gives the same line: it
   * says what was planned and acknowledged, and nothing that was measured.
   */
  readonly message: string;
  readonly violations: readonly Violation[];
  /** The figures beside it, which are others each time. */
  readonly measured?: readonly Measured[];
  /** Of an inconclusive judgement: requirements whose failure, if there is one, is what keeps it open. */
  readonly deferredTo?: readonly string[];
}

/** One entry of the catalogue. */
export interface Requirement {
  readonly id: string;
  readonly group: GroupId;
  readonly title: string;
  readonly strength: Strength;
  readonly kinds: readonly ProviderKind[];
  readonly stances: readonly Stance[];
  /** For `explain`: what is demanded, why, and how it is tried. */
  readonly what: string;
  readonly why: string;
  readonly how: string;
  readonly sources: readonly Source[];
  /** Where an author looks when it is broken, for example `persistForExit(): it must write what write() has queued`. */
  readonly lookAt: string;
  /** The scenarios whose recordings the judge needs. */
  readonly scenarios: readonly string[];
  /** It is about what a client creates and changes: it says nothing of a provider whose data nobody can change. */
  readonly changes?: true;
  /** What it is about no random walk does: that it is broken explains none that fails. */
  readonly apart?: true;
  /** It judges whatever is run; when nothing else that is selected asks for more, these scenarios are enough. */
  readonly suffices?: readonly string[];
  /** It compares with the null controls of its scenarios. */
  readonly controls?: true;
  /**
   * Requirements whose failure shows the same symptom. When one of them fails (with at least this strength), a failure
   * here is reported as inconclusive, `explained by` it: an author sees the cause once.
   */
  readonly explainedBy: readonly string[];
  /** The file name of the broken provider of the harness's own tests that fails exactly this; null where none can. */
  readonly brokenBy: string | null;
  /** It is judged by the clock: it is broken only when the same runs, repeated alone, are as slow. */
  readonly timed?: true;
  readonly judge: (evidence: Evidence) => Judgement;
}

/** What was going on in a life that a finding is about. */
export interface Circumstance {
  /** The run: its identityName. */
  readonly run: string;
  /** 0-based. */
  readonly life: number;
  /** What methods and hooks of the provider threw, the last ones. */
  readonly thrown: readonly string[];
  /** The last lines that it printed, each with its stream. */
  readonly printed: readonly string[];
}

/** A judgement of one requirement, as reports carry it. */
export interface Finding extends Omit<Judgement, 'deferredTo'> {
  readonly measured: readonly Measured[];
  readonly id: string;
  readonly group: GroupId;
  readonly title: string;
  readonly strength: Strength;
  /** The version of the catalogue. */
  readonly catalogue: number;
  /** The ids of failed requirements that explain this one. */
  readonly explainedBy: readonly string[];
  /** The first run said otherwise than the repetition. */
  readonly flaky: boolean;
  /** What the provider threw and printed in the lives that it is about; absent: nothing. */
  readonly circumstances?: readonly Circumstance[];
  /** Where to look, when what happened says it better than the requirement does. */
  readonly lookAt?: string;
}
