import type { Judgement, Requirement } from '#harness/catalogue/requirement.js';
import { identityName } from '#harness/recording/identity.js';
import type { Observation } from '#harness/recording/observation.js';

/** A requirement that is broken by each run of its scenarios in which the provider has died. */
export function brokenByDeath(id: string, scenarios: readonly string[], more: Partial<Requirement> = {}): Requirement {
  return {
    id,
    group: 'DUR',
    title: `The title of ${id}`,
    strength: 'MUST',
    kinds: ['store'],
    stances: ['in'],
    what: '',
    why: '',
    how: '',
    sources: [],
    lookAt: '',
    scenarios,
    explainedBy: [],
    brokenBy: null,
    judge: ({ observations }) => judge(observations.filter(({ identity }) => scenarios.includes(identity.scenario))),
    ...more,
  };
}

function judge(own: readonly Observation[]): Judgement {
  if (own.length === 0) return { status: 'inconclusive', message: 'not run', violations: [] };
  const violations = own
    .filter(({ lives }) => lives.some(({ ending }) => ending === 'died'))
    .map(({ identity }) => {
      const { scenario, seed } = identity;
      return { expected: 'it lives', seen: 'died', because: null, run: identityName(identity), scenario, seed };
    });
  return violations.length === 0
    ? { status: 'pass', message: 'never died', violations }
    : { status: 'fail', message: `died in ${violations.map(({ run }) => run).join(', ')}`, violations };
}
