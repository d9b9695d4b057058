import type { Requirement } from '../requirement.js';
import { judgeRepeatedCalls } from '../rules/repeated-calls.js';
import { judgeSequence } from '../rules/sequence.js';
import { sources } from '../sources.js';
import { SIMPLE_FAST_EXITS } from './seq.js';

const EVERY_KIND = ['store', 'transport', 'address-book'] as const;
const IN = ['in'] as const;

/** SEQ-14 and SEQ-15: what mutants have shown that the others leave open. */
export const MORE_SEQ: readonly Requirement[] = [
  {
    id: 'SEQ-14',
    group: 'SEQ',
    title: 'Notify twice, Do twice: nothing is lost',
    strength: 'MUST',
    kinds: EVERY_KIND,
    stances: IN,
    what: 'Everything that was acknowledged is there in the next life when NotifyProcessShutdown and DoFastShutdown come more than once. What the second calls answer is a matter of SEQ-7.',
    why: 'The S_OK of Do is the same promise, whatever came before it. A provider that takes the second Notify for a reason to drop what is pending loses a whole session.',
    how: 'Scenario repeated-calls: Query, Notify, Notify, Do, Do, and a proven kill in the same turn; a second life reads back.',
    sources: sources('DOC-051', 'GAP-13'),
    lookAt: 'prepareForExit() and persistForExit(): the second call must not throw away what the first one has left',
    scenarios: ['repeated-calls'],
    explainedBy: SIMPLE_FAST_EXITS,
    brokenBy: 'drops-changes-when-notified-twice.ts',
    judge: judgeRepeatedCalls,
  },
  {
    id: 'SEQ-15',
    group: 'SEQ',
    title: 'Every exit keeps what is changed of earlier lives',
    strength: 'MUST',
    kinds: EVERY_KIND,
    stances: IN,
    what: 'Whatever way a life ends in, what it changed, moved and deleted of earlier lives is as durable as what it made, in each of several sessions.',
    why: 'What is new and what is changed take different ways to the disk: one of them may be forgotten in a sequence of calls in which the other one is not.',
    how: 'Scenario every-exit-in-turn: two sessions, six lives on the same data; they end by Query, Notify, Do, by Do without Notify, by Notify and Do twice each, with saves between the calls, by a classic exit, and by one after Notify. Nothing is compared before the last one is over.',
    sources: sources('DOC-050', 'DOC-051', 'GAP-20'),
    lookAt: 'persistForExit() and close(): they must write changes and deletions of what was written long ago, too',
    scenarios: ['every-exit-in-turn'],
    explainedBy: [
      ...SIMPLE_FAST_EXITS,
      ...['COM-1', 'ANS-3', 'DUR-8', 'SEQ-3', 'SEQ-4', 'SEQ-6', 'SEQ-7', 'SEQ-8', 'SEQ-10', 'SEQ-12', 'SEQ-14'],
    ],
    brokenBy: 'drops-updates-when-not-notified.ts',
    judge: (evidence) => judgeSequence(evidence, ['every-exit-in-turn'], { when: 'over lives that end in every way' }),
  },
];
