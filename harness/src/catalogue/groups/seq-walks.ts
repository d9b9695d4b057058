import { RANDOM_WALKS } from '../../scenarios/walks.js';
import type { Requirement } from '../requirement.js';
import { judgeWalks } from '../rules/walk-rules.js';
import { sources } from '../sources.js';

/**
 * SEQ-13: what no fixed script plays.
 *
 * @param others - all other requirements: what is broken in a fixed script is told by that, unless no walk can show it
 */
export function walksRequirement(others: readonly Requirement[]): Requirement {
  return {
    id: 'SEQ-13',
    group: 'SEQ',
    title: 'Random walks over everything a client can do',
    strength: 'MUST',
    kinds: ['store', 'transport', 'address-book'],
    stances: ['in', 'out', 'none'],
    what: 'In whatever order a client works, waits, asks, tells and leaves: nothing that was promised is lost, nothing is there twice, the next life opens and reads everything, no call throws, hangs or ends the process, and work goes on until DoFastShutdown. After a kill without a word each item has one of the states it had, and is whole.',
    why: 'The other requirements try the sequences that somebody thought of. What a client does is not written down anywhere, and a provider that counts calls, or remembers what it was told before, breaks in an order that nobody thought of.',
    how: 'Scenario random-walks: scripts made from the seed, each a life on the data of the ones before it (--walks says how many). What fails is tried alone and made shorter as long as it fails; --script plays the result.',
    sources: sources('DOC-050', 'DOC-051', 'GAP-19', 'GAP-20'),
    lookAt:
      'state that a call of shutdown leaves behind: after any order of supportsFastShutdown(), prepareForExit() and saves, persistForExit() and close() must write whatever is queued',
    scenarios: [RANDOM_WALKS],
    explainedBy: others.filter(({ strength, apart }) => strength !== 'REPORT' && apart !== true).map(({ id }) => id),
    brokenBy: 'saves-nothing-when-asked-twice.ts',
    judge: judgeWalks,
  };
}
