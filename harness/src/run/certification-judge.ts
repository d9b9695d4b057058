import { judgeAll } from '../catalogue/judge.js';
import type { Finding } from '../catalogue/requirement.js';
import type { Observation } from '../recording/observation.js';
import type { ProviderKind } from '../scenarios/scenario.js';
import { scenarioNamed } from '../scenarios/scenarios.js';
import { RANDOM_WALKS } from '../scenarios/walks.js';
import type { Settings } from './input/options.js';
import { type Selection, selectionOption } from './input/selection.js';
import { printShard } from './input/shard.js';
import { evidenceFor, judgeRuns, type Terms } from './judging/terms.js';
import type { EarlyRequest } from './schedule/early-failures.js';
import { BAILED } from './schedule/interrupted.js';
import type { StagesOutcome } from './schedule/stages.js';

/** ANS-4: an answer, not work; in milliseconds. */
const QUERY_BUDGET_MS = 250;

/** What was run in a certification before its first run. */
export const NOTHING_RUN: StagesOutcome = {
  stance: 'unknown',
  results: [],
  notRun: {},
  unfinished: new Set(),
  elsewhere: new Set(),
};

/** What judging needs to know besides what was run. */
export interface JudgeParts {
  readonly settings: Settings;
  readonly selection: Selection;
  /** How many requirements the whole catalogue has. */
  readonly catalogueSize: number;
  /** Of the providers under test; empty while nobody knows. */
  readonly kinds: () => readonly ProviderKind[];
  /** A failure was enough, so that the rest was not run. */
  readonly isBailed: () => boolean;
}

/** Judges what a certification has run so far. */
export class CertificationJudge {
  readonly #parts: JudgeParts;

  constructor(parts: JudgeParts) {
    this.#parts = parts;
  }

  /**
   * The findings of all requirements that are selected.
   *
   * @param outcome - what was run, and what was not
   * @param observations - of the runs; those of the outcome, unless some were repeated
   */
  judge(outcome: StagesOutcome, observations: readonly Observation[] = observationsOf(outcome)): readonly Finding[] {
    return judgeRuns(this.terms(outcome), observations);
  }

  /** Judges some requirements while other runs go on. */
  readonly judgeEarly: EarlyRequest['judge'] = (requirements, observations, { stance, notRun }) =>
    judgeAll(requirements, evidenceFor(this.terms({ ...NOTHING_RUN, stance, notRun }), observations));

  /** What is judged by, besides what the runs show. */
  terms({ stance, notRun, unfinished, elsewhere }: StagesOutcome): Terms {
    const { settings, selection, catalogueSize, kinds, isBailed } = this.#parts;
    const because = (names: Iterable<string>, reason: string): Record<string, string> =>
      Object.fromEntries([...names].map((name) => [name, `not run: ${reason}`]));
    const leftOut = Object.entries(selection.leftOut).map(([name, reason]) => [name, `not run: ${reason}`]);
    const withoutWalks = settings.walks === 0 && !settings.quick;
    return {
      requirements: selection.requirements,
      settings: { stance, kinds: kinds(), budgetMs: settings.budgetMs, queryBudgetMs: QUERY_BUDGET_MS },
      unfinished,
      isBailed: isBailed(),
      inPart: settings.quick ? triedInPart(selection) : playedInPart(selection, elsewhere),
      shard: printShard(settings.shard),
      named: settings.scenario,
      strict: settings.strict,
      selection: selectionOption(settings).selection ?? null,
      catalogueSize,
      notRun: {
        ...Object.fromEntries(leftOut),
        ...because(unfinished, isBailed() ? BAILED : 'the certification was interrupted'),
        ...(withoutWalks ? because([RANDOM_WALKS], '--walks 0 switches random walks off') : {}),
        ...notRun,
      },
    };
  }
}

/** What the runs show, in their order. */
export function observationsOf({ results }: StagesOutcome): readonly Observation[] {
  return results.map(({ observation }) => observation);
}

/** The requirements of which other shards play a part. */
function playedInPart({ requirements }: Selection, elsewhere: ReadonlySet<string>): ReadonlySet<string> {
  const inPart = requirements.filter(({ scenarios }) => scenarios.some((name) => elsewhere.has(name)));
  return new Set(inPart.map(({ id }) => id));
}

/** The requirements of which the quick mode plays a part: not all scenarios, or not all lives of one. */
function triedInPart({ requirements, scenarios: played, leftOut }: Selection): ReadonlySet<string> {
  const shortened = played.filter(({ name, lives }) => lives.length < (scenarioNamed(name)?.lives.length ?? 0));
  const parts = new Set([...Object.keys(leftOut), ...shortened.map(({ name }) => name)]);
  const inPart = requirements.filter(({ scenarios, suffices = scenarios }) => suffices.some((name) => parts.has(name)));
  return new Set(inPart.map(({ id }) => id));
}
