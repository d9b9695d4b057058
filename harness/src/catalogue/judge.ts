import type { Observation } from '../recording/observation.js';
import type { Stance } from '../scenarios/scenario.js';
import { CATALOGUE_VERSION } from './catalogue.js';
import type { Evidence, Finding, Judgement, Requirement, Strength } from './requirement.js';
import { withCircumstances } from './rules/circumstances.js';
import { asPromised, judgeWithFarSide } from './rules/judge-with-far-side.js';
import { isReadOnly } from './rules/runs.js';
import { list } from './rules/words.js';

const RANK: Readonly<Record<Strength, number>> = { MUST: 2, SHOULD: 1, REPORT: 0 };

const STANCE_WORDS: Readonly<Record<Stance, string>> = {
  in: 'that opt in',
  out: 'that refuse',
  none: 'without IMAPIProviderShutdown',
};

/**
 * Judges what was observed. It is pure: the same evidence gives the same findings, also long after the run.
 *
 * A broken SHOULD warns. A failure whose symptom another failed requirement explains becomes inconclusive, so that an
 * author sees each cause once.
 *
 * @param requirements - those to be judged
 * @param given - everything observed
 * @returns a finding for each requirement, in their order
 */
export function judgeAll(requirements: readonly Requirement[], given: Evidence): readonly Finding[] {
  const evidence = { ...given, observations: asPromised(given.observations) };
  const findings = requirements.map((requirement) => judgeOne(requirement, evidence));
  const broken = new Map(
    requirements.flatMap((requirement, index) => {
      const { id, strength, explainedBy } = requirement;
      const status = findings[index]?.status;
      if (status !== 'fail' && status !== 'warn') return [];
      // What is only warned of explains no failure of a MUST.
      return [[id, { strength: status === 'warn' && strength === 'MUST' ? 'SHOULD' : strength, explainedBy }] as const];
    }),
  );
  const messages = new Map(findings.map(({ id, message }) => [id, message] as const));
  const attributed = requirements.map((requirement, index): Finding => {
    const { deferredTo = [], ...finding } = findings[index] as JudgedFinding;
    const causes = broken.has(requirement.id) ? requirement.explainedBy : deferredTo;
    if (finding.status === 'pass' || finding.status === 'not-applicable') return finding;
    const roots = rootsOf(requirement.strength, causes, broken);
    if (roots.length === 0) return finding;
    if (finding.status === 'inconclusive') return { ...finding, explainedBy: roots };
    const explanation = roots.map((id) => `${id}: ${messages.get(id) ?? ''}`);
    return { ...finding, status: 'inconclusive', message: `explained by ${list(explanation)}`, explainedBy: roots };
  });
  return requirements.map((requirement, index) =>
    withCircumstances(attributed[index] as Finding, requirement, evidence.observations),
  );
}

/** A finding that still says what it left to other requirements. */
type JudgedFinding = Finding & Pick<Judgement, 'deferredTo'>;

function judgeOne(requirement: Requirement, evidence: Evidence): JudgedFinding {
  const { id, group, title, strength } = requirement;
  const reason = notApplicable(requirement, evidence);
  const judgement: Judgement =
    reason === null
      ? weigh(judgeWithFarSide(requirement, evidence), strength)
      : { status: 'not-applicable', message: reason, violations: [] };
  const { measured = [] } = judgement;
  const catalogue = CATALOGUE_VERSION;
  return { ...judgement, measured, id, group, title, strength, catalogue, explainedBy: [], flaky: false };
}

function weigh(judgement: Judgement, strength: Strength): Judgement {
  if (judgement.status !== 'fail' || strength === 'MUST') return judgement;
  return { ...judgement, status: strength === 'SHOULD' ? 'warn' : 'pass' };
}

function notApplicable({ kinds, stances, changes }: Requirement, { settings, observations }: Evidence): string | null {
  if (changes === true && nobodyCanChange(observations)) return 'applies to providers whose data a client can change';
  if (settings.kinds.length > 0 && !settings.kinds.some((kind) => kinds.includes(kind))) {
    return `applies to providers of kind ${list(kinds)}`;
  }
  const { stance } = settings;
  if (stance === 'unknown' || stances.includes(stance)) return null;
  return `applies to providers ${stances.map((entry) => STANCE_WORDS[entry]).join(' or ')}`;
}

/** Not only now and then, as where the disk is read-only: in no run was anything created. */
function nobodyCanChange(observations: readonly Observation[]): boolean {
  return observations.some(isReadOnly) && observations.every(({ ledger }) => ledger.acknowledged.created === 0);
}

/** Those of the causes that are broken, or what explains them in turn. */
function rootsOf(
  strength: Strength,
  causes: readonly string[],
  broken: ReadonlyMap<string, Pick<Requirement, 'strength' | 'explainedBy'>>,
): readonly string[] {
  const roots = new Set<string>();
  for (const id of causes) {
    const cause = broken.get(id);
    if (cause === undefined || RANK[cause.strength] < RANK[strength]) continue;
    const deeper = rootsOf(cause.strength, cause.explainedBy, broken);
    for (const root of deeper.length === 0 ? [id] : deeper) roots.add(root);
  }
  return [...roots];
}
