import { S_OK } from '@mapi-kit/sdk';
import { identityName } from '../../recording/identity.js';
import { refusedLogonInWords } from '../../recording/logon-words.js';
import type { Observation, ObservedCall, ObservedLife } from '../../recording/observation.js';
import { isCompanionName } from '../../scenarios/companions.js';
import type { Evidence, Judgement } from '../requirement.js';
import {
  announcedRuns,
  CAUSES_OF_SILENCE,
  conclude,
  type Gathered,
  nothingYet,
  notRun,
  take,
  violation,
} from './judge-helpers.js';
import { memoryViolations } from './memory-errors.js';
import { gatherProbes } from './probes.js';
import { codeOf, isCompanion } from './shutdown-calls.js';
import { count, counted } from './words.js';

/** The scenarios in which a client leaves the classic way, with a ledger of every reference. */
export const CLASSIC: readonly string[] = ['object-contract', 'classic-exit'];

/** Judges the counts of the provider object, and the balance of the objects it was given. */
export function judgeReferences(evidence: Evidence): Judgement {
  const gathered = gatherProbes(evidence, [
    'query-interface-adds-one',
    'release-takes-one',
    'last-release-returns-zero',
  ]);
  // One object that the session has as well is not released for the last time.
  if (gatherProbes(evidence, ['new-object-each-initialisation']).violations.length > 0)
    gathered.deferredTo.push('COM-1');
  take(
    gathered,
    eachClassicLife(evidence, (run, life) => {
      const { references } = life;
      if (references === null) return gap(run, 'the ledger of references was not closed');
      return {
        ...nothingYet(),
        violations: references.violations.map((text) =>
          violation(run, 'every reference is released once, and nothing is called after its release', text),
        ),
      };
    }),
  );
  gathered.violations.push(...memoryViolations(evidence));
  return conclude(gathered, {
    pass: 'the counts of the provider object are right, and those of the objects it was given balance',
    fail: gathered.violations[0]?.seen ?? '',
  });
}

/** The provider objects under test that were logged on, and so got a support object. */
function loggedOn(life: ObservedLife): readonly string[] {
  const logons = life.calls.filter(
    (call) =>
      (call.method === 'Logon' || call.method === 'TransportLogon') && codeOf(call) === S_OK && !isCompanion(call),
  );
  return logons.map(({ provider }) => objectOf(provider));
}

function objectOf({ name, session, instance }: ObservedCall['provider']): string {
  return `${name} ${session} ${instance}`;
}

/** Judges whether each provider keeps its support object while it is logged on, and gives it back. */
export function judgeSupport(evidence: Evidence): Judgement {
  const gathered = eachClassicLife(evidence, (run, life) => {
    const found = nothingYet();
    const expected = 'the provider holds the support object while it is logged on, and gives it back at logoff';
    const kept = life.supportReferences.filter(
      ({ provider, addRefs }) => addRefs > 0 && !isCompanionName(provider.name),
    );
    const holders = new Set(kept.map(({ provider }) => objectOf(provider)));
    const refusal = refusedLogonInWords(life);
    if (holders.size === 0 && refusal !== null) {
      // Only a logon that succeeds keeps the support object.
      found.gaps.push(`${identityName(run.identity)}: ${refusal}`);
    } else if (holders.size === 0 || loggedOn(life).some((object) => !holders.has(object))) {
      const seen = 'the provider never called AddRef of its support object';
      found.violations.push(violation(run, expected, seen, 'MAPI releases it after the logon'));
    }
    const leaks = life.references?.leaks ?? [];
    const held = life.references?.held ?? {};
    const table = heldInWords(held);
    // Of objects of others, as the message of a store that a transport was offered, nobody else has a ledger.
    if (leaks.length === 0 && Object.keys(held).length > 0) {
      found.violations.push(violation(run, expected, `after the logoff the library still holds ${kindsInWords(held)}`));
    }
    for (const [index, leak] of leaks.entries()) {
      const all = index === 0 && table !== null ? `; ${table}` : '';
      found.violations.push(violation(run, expected, `after the logoff: ${leak}${all}`));
    }
    if (leaks.length > 0 || Object.keys(held).length > 0) return found;
    for (const { provider, addRefs, releases, lastCount } of kept.filter((counts) => counts.lastCount > 0)) {
      const seen = `after the logoff ${provider.name} still holds ${counted(lastCount, 'reference')} to its support object`;
      const because = `${counted(addRefs, 'AddRef')}, ${counted(releases, 'Release')}`;
      found.violations.push(violation(run, expected, seen, because));
    }
    return found;
  });
  return conclude(gathered, {
    pass: 'the support object was kept while logged on, and everything was given back at logoff',
    fail: gathered.violations[0]?.seen ?? '',
  });
}

/** Of one reference alone the leak itself says all. */
function heldInWords(held: Readonly<Record<string, number>>): string | null {
  const all = Object.values(held).reduce((sum, references) => sum + references, 0);
  return all < 2 ? null : `in all the library holds ${kindsInWords(held)}`;
}

/** References by interface, the most first. */
function kindsInWords(held: Readonly<Record<string, number>>): string {
  const kinds = Object.entries(held).sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  return kinds.map(([of, references]) => `${count(references)} of ${of}`).join(', ');
}

function eachClassicLife(evidence: Evidence, judge: (run: Observation, life: ObservedLife) => Gathered): Gathered {
  const gathered = nothingYet();
  let judged = 0;
  const missing = nothingYet();
  for (const scenario of CLASSIC) {
    const runs = announcedRuns(evidence, scenario);
    if (runs.length === 0) take(missing, notRun(evidence, scenario));
    for (const run of runs) {
      const life = run.lives[0];
      if (life?.ending === 'exited') {
        judged += 1;
        take(gathered, judge(run, life));
      } else {
        missing.deferredTo.push(...CAUSES_OF_SILENCE);
        missing.gaps.push(
          `${identityName(run.identity)} did not get through its logoff: ${life?.endingReason ?? 'no life'}`,
        );
      }
    }
  }
  // One session that went all the way is enough to judge by.
  if (judged === 0) take(gathered, missing);
  return gathered;
}

function gap(run: Observation, text: string): Gathered {
  return { ...nothingYet(), gaps: [`${identityName(run.identity)}: ${text}`] };
}
