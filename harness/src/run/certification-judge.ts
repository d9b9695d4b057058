import { judgeAll } from '../catalogue/judge.js';
import type { Evidence, Finding, JudgeSettings } from '../catalogue/requirement.js';
import type { Observation } from '../recording/observation.js';
import type { ProviderKind } from '../scenarios/scenario.js';
import { RANDOM_WALKS } from '../scenarios/walks.js';
import type { Settings } from './input/options.js';
import type { Selection } from './input/selection.js';
import type { EarlyRequest } from './schedule/early-failures.js';
import { withoutUnfinished } from './schedule/interrupted.js';
import type { StagesOutcome } from './schedule/stages.js';

/** ANS-4: an answer, not work; in milliseconds. */
const QUERY_BUDGET_MS = 250;

/** What was run in a certification before its first run. */
export const NOTHING_RUN: StagesOutcome = { stance: 'unknown', results: [], notRun: {}, unfinished: new Set() };

/** What judging needs to know besides what was run. */
export interface JudgeParts {
  readonly settings: Settings;
  readonly selection: Selection;
  /** Of the providers under test; empty while nobody knows. */
  readonly kinds: () => readonly ProviderKind[];
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
    const { settings, selection } = this.#parts;
    const findings = judgeAll(selection.requirements, this.evidence(outcome, observations));
    const played = onlyPlayed(findings, selection, settings.scenario, observations);
    const tried = settings.quick ? onlyTried(played, selection) : played;
    return withoutUnfinished(tried, selection.requirements, outcome.unfinished);
  }

  /** Judges some requirements while other runs go on. */
  readonly judgeEarly: EarlyRequest['judge'] = (requirements, observations, { stance, notRun }) =>
    judgeAll(requirements, this.evidence({ ...NOTHING_RUN, stance, notRun }, observations));

  /**
   * What requirements are judged by.
   *
   * @param outcome - what was run, and what was not
   * @param observations - of the runs
   */
  evidence(outcome: StagesOutcome, observations: readonly Observation[] = observationsOf(outcome)): Evidence {
    return { settings: this.settings(outcome), observations, notRun: this.#notRun(outcome) };
  }

  /** What requirements may depend on besides. */
  settings({ stance }: StagesOutcome): JudgeSettings {
    const { budgetMs } = this.#parts.settings;
    return { stance, kinds: this.#parts.kinds(), budgetMs, queryBudgetMs: QUERY_BUDGET_MS };
  }

  #notRun({ unfinished, notRun }: StagesOutcome): Readonly<Record<string, string>> {
    const { settings, selection } = this.#parts;
    const because = (names: Iterable<string>, reason: string): Record<string, string> =>
      Object.fromEntries([...names].map((name) => [name, `not run: ${reason}`]));
    const leftOut = Object.entries(selection.leftOut).map(([name, reason]) => [name, `not run: ${reason}`]);
    const withoutWalks = settings.walks === 0 && !settings.quick;
    return {
      ...Object.fromEntries(leftOut),
      ...because(unfinished, 'the certification was interrupted'),
      ...(withoutWalks ? because([RANDOM_WALKS], '--walks 0 switches random walks off') : {}),
      ...notRun,
    };
  }
}

/** What the runs show, in their order. */
export function observationsOf({ results }: StagesOutcome): readonly Observation[] {
  return results.map(({ observation }) => observation);
}

/** Of a requirement that the quick mode tries in part, a failure is told, and that nothing failed is not. */
function onlyTried(findings: readonly Finding[], { requirements, leftOut }: Selection): readonly Finding[] {
  const inPart = new Set(
    requirements
      .filter(({ scenarios, suffices = scenarios }) => suffices.some((name) => Object.hasOwn(leftOut, name)))
      .map(({ id }) => id),
  );
  return findings.filter(({ id, status }) => !inPart.has(id) || status === 'fail' || status === 'warn');
}

/** Where scenarios were named, nothing holds by what else was run: of those that were not there is no word. */
function onlyPlayed(
  findings: readonly Finding[],
  { requirements }: Selection,
  named: readonly string[],
  observations: readonly Observation[],
): readonly Finding[] {
  if (named.length === 0) return findings;
  const played = new Set(observations.map(({ identity }) => identity.scenario));
  const wanted = new Map(
    requirements.map(({ id, scenarios }) => [id, named.filter((name) => scenarios.includes(name))]),
  );
  return findings.map((finding): Finding => {
    const own = wanted.get(finding.id) ?? [];
    if (finding.status !== 'pass' || own.some((name) => played.has(name))) return finding;
    const message = `${own.join(', ')}: not run with this provider`;
    return { ...finding, status: 'inconclusive', message, measured: [] };
  });
}
