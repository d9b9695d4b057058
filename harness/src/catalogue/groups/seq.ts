import type { Requirement } from '../requirement.js';
import { judgeGenerations } from '../rules/generations.js';
import { DURABILITY } from '../rules/losses.js';
import { bothWereTold, inOrder, neighbourRefused, notifyDidNoHarm, survivesCalls } from '../rules/seq-rules.js';
import { judgeSequence } from '../rules/sequence.js';
import type { ShutdownMethod } from '../rules/shutdown-calls.js';
import { requireWorksOn } from '../rules/works-on.js';
import { sources } from '../sources.js';

const EVERY_KIND = ['store', 'transport', 'address-book'] as const;
const IN = ['in'] as const;

const NOTIFY: ShutdownMethod = 'NotifyProcessShutdown';
const DO: ShutdownMethod = 'DoFastShutdown';

/** What breaks every fast shutdown breaks each of these sequences too. */
const EVERY_FAST_EXIT = ['COM-5', 'COM-6', 'TIME-4', ...DURABILITY] as const;
/** What breaks the two simple fast exits breaks what is longer. */
export const SIMPLE_FAST_EXITS: readonly string[] = [...EVERY_FAST_EXIT, 'SEQ-1', 'SEQ-2'];
/** What breaks a classic exit breaks each sequence that ends with one. */
const CLASSIC_EXIT = ['COM-5', 'TIME-4', 'DUR-8', ...DURABILITY] as const;

/** SEQ: every sequence a client can produce. */
export const SEQ: readonly Requirement[] = [
  {
    id: 'SEQ-1',
    group: 'SEQ',
    title: 'The shutdown that Outlook does, with pauses between the calls',
    strength: 'MUST',
    kinds: EVERY_KIND,
    stances: IN,
    what: 'Query, Notify, Do, each a few milliseconds after the other, then the end of the process. Notify and Do answer S_OK, and everything that was acknowledged is there in the next life.',
    why: 'It is what happens each time a user closes Outlook. Between the calls timers fire and background work goes on.',
    how: 'Scenario outlook-exit, three trials with different seeds, each ended by a proven kill right after Do; a second life reads everything back.',
    sources: sources('DOC-047', 'DOC-048', 'DOC-050'),
    lookAt:
      'prepareForExit() and persistForExit(): they must work at any time after each other, and persistForExit() must write what is queued by then',
    scenarios: ['outlook-exit'],
    explainedBy: EVERY_FAST_EXIT,
    brokenBy: 'do-fails-when-paused.ts',
    judge: (evidence) =>
      judgeSequence(evidence, ['outlook-exit'], { when: 'after Query, Notify, Do with pauses', success: [NOTIFY, DO] }),
  },
  {
    id: 'SEQ-2',
    group: 'SEQ',
    title: 'The same back to back, right after the last save',
    strength: 'MUST',
    kinds: EVERY_KIND,
    stances: IN,
    what: 'The last save, Query, Notify, Do and the end of the process within one turn of the event loop. Nothing is lost.',
    why: 'Nothing asynchronous gets a chance in between: no timer, no promise, no callback of a write.',
    how: 'Scenario immediate-exit, three trials with different seeds, each ended by a proven kill in the same turn.',
    sources: sources('DOC-049', 'DOC-050', 'DOC-051'),
    lookAt:
      'persistForExit(): it must write synchronously what write() has queued; what it leaves to a timer or a promise is lost',
    scenarios: ['immediate-exit'],
    explainedBy: [...EVERY_FAST_EXIT, 'SEQ-1'],
    brokenBy: 'needs-a-turn-to-commit.ts',
    judge: (evidence) =>
      judgeSequence(evidence, ['immediate-exit'], {
        when: 'after Query, Notify, Do in one turn right after the last save',
        success: [NOTIFY, DO],
      }),
  },
  {
    id: 'SEQ-3',
    group: 'SEQ',
    title: 'Another provider refuses, and the client leaves the classic way',
    strength: 'MUST',
    kinds: EVERY_KIND,
    stances: IN,
    what: 'The provider has answered S_OK, but another one in the profile refuses. The client then logs off the classic way, and nothing is lost.',
    why: 'A provider does not learn what the others have answered. Its own S_OK does not mean that a fast shutdown comes.',
    how: 'Scenario neighbour-refuses: a second store in the profile answers MAPI_E_NO_SUPPORT; then Logoff, and a second life reads back.',
    sources: sources('DOC-025', 'GAP-19'),
    lookAt: 'supportsFastShutdown() and close(): a true from the first must not change what the second writes',
    scenarios: ['neighbour-refuses'],
    explainedBy: ['ANS-3', ...CLASSIC_EXIT],
    brokenBy: 'drops-changes-when-refused-by-neighbour.ts',
    judge: (evidence) =>
      judgeSequence(evidence, ['neighbour-refuses'], { when: 'after a neighbour has refused', also: neighbourRefused }),
  },
  {
    id: 'SEQ-4',
    group: 'SEQ',
    title: 'The client gives fast shutdown up after Notify, works on, and leaves the classic way',
    strength: 'MUST',
    kinds: EVERY_KIND,
    stances: IN,
    what: 'After Query and Notify the client goes on working. The provider works on, the process does not crash, and a classic logoff loses nothing.',
    why: 'No call takes a Notify back. A client that stops there leaves every provider without a word.',
    how: 'Scenario abandoned-after-notify: Query, Notify, work, Logoff; a second life reads back.',
    sources: sources('GAP-19', 'DOC-048'),
    lookAt: 'prepareForExit(): put off what is not needed for saving, but close nothing and refuse nothing',
    scenarios: ['abandoned-after-notify'],
    explainedBy: ['COM-6', 'ANS-3', ...CLASSIC_EXIT],
    brokenBy: 'stops-after-abandoned-notify.ts',
    judge: (evidence) =>
      judgeSequence(evidence, ['abandoned-after-notify'], {
        when: 'after an abandoned Notify',
        also: (run) => requireWorksOn(run, 'after NotifyProcessShutdown the provider works on', evidence.observations),
      }),
  },
  {
    id: 'SEQ-5',
    group: 'SEQ',
    title: 'Notify after a refusal does no harm',
    strength: 'MUST',
    kinds: EVERY_KIND,
    stances: ['out'],
    what: 'A provider that refused the query may still be told NotifyProcessShutdown. It must not crash, and the classic exit that follows must lose nothing.',
    why: 'The documentation does not forbid the call, and MFCMAPI makes it.',
    how: 'Scenario query-refused-then-notify: Query, Notify, classic logoff; a second life reads back.',
    sources: sources('GAP-11', 'DOC-042'),
    lookAt:
      'prepareForExit(), or NotifyProcessShutdown on the bare contract: it is called also when supportsFastShutdown() said false',
    scenarios: ['query-refused-then-notify'],
    explainedBy: ['ANS-3', ...CLASSIC_EXIT],
    brokenBy: 'crashes-when-notified-after-refusal.ts',
    judge: (evidence) =>
      judgeSequence(evidence, ['query-refused-then-notify'], {
        when: 'after a refusal and a Notify',
        also: notifyDidNoHarm,
      }),
  },
  {
    id: 'SEQ-6',
    group: 'SEQ',
    title: 'Do without Notify',
    strength: 'MUST',
    kinds: EVERY_KIND,
    stances: IN,
    what: 'DoFastShutdown that no NotifyProcessShutdown came before: S_OK means durable all the same.',
    why: 'The documentation lets a client begin with either, and does not say which of the two saves. The S_OK of Do is the promise.',
    how: 'Scenario do-without-notify: Query, Do, and a proven kill in the same turn.',
    sources: sources('GAP-20', 'DOC-050', 'DOC-051'),
    lookAt: 'persistForExit(): it must write everything itself, not only what prepareForExit() left over',
    scenarios: ['do-without-notify'],
    explainedBy: SIMPLE_FAST_EXITS,
    brokenBy: 'commits-only-in-notify.ts',
    judge: (evidence) =>
      judgeSequence(evidence, ['do-without-notify'], { when: 'after Do without Notify', success: [DO] }),
  },
  {
    id: 'SEQ-7',
    group: 'SEQ',
    title: 'Notify twice, Do twice',
    strength: 'SHOULD',
    kinds: EVERY_KIND,
    stances: IN,
    what: 'A second NotifyProcessShutdown and a second DoFastShutdown succeed and change nothing.',
    why: 'Each session of a process has the client interface, and a client may call it on more than one.',
    how: 'Scenario repeated-calls: Query, Notify, Notify, Do, Do, and a proven kill in the same turn.',
    sources: sources('GAP-13', 'DOC-050'),
    lookAt: 'prepareForExit() and persistForExit(): the second call finds nothing left to do, and that is a success',
    scenarios: ['repeated-calls'],
    explainedBy: [...SIMPLE_FAST_EXITS, 'SEQ-14'],
    brokenBy: 'fails-second-do.ts',
    judge: (evidence) =>
      judgeSequence(evidence, ['repeated-calls'], { when: 'after Notify and Do twice each', success: [NOTIFY, DO] }),
  },
  {
    id: 'SEQ-8',
    group: 'SEQ',
    title: 'Two sessions in one process',
    strength: 'MUST',
    kinds: EVERY_KIND,
    stances: IN,
    what: 'One call of the client concerns all sessions of the process: the provider objects of both are told, and neither loses anything.',
    why: 'A provider that keeps what it has pending in a variable of its module, or does its work only once in a process, saves one session and loses the other.',
    how: 'Scenario two-sessions: two logons with a profile and data of their own, work in both, one Query, Notify, Do, and a proven kill in the same turn. Of a store that needs no settings there are two in each profile, as of a user with two data files; the client saves a few messages in the second one.',
    sources: sources('DOC-162', 'GAP-13', 'GAP-15'),
    lookAt:
      'state in variables of the module, and logons that take the place of one another: what is pending belongs to the provider object, and that has a list of what it has open',
    scenarios: ['two-sessions'],
    explainedBy: [...SIMPLE_FAST_EXITS, 'COM-1'],
    brokenBy: 'tells-one-of-two-sessions.ts',
    judge: (evidence) =>
      judgeSequence(evidence, ['two-sessions'], {
        when: 'with two sessions in one process',
        success: [NOTIFY, DO],
        also: bothWereTold,
      }),
  },
  {
    id: 'SEQ-9',
    group: 'SEQ',
    title: 'No provider depends on another one still being there in Do',
    strength: 'MUST',
    kinds: EVERY_KIND,
    stances: IN,
    what: 'With providers of all kinds in one profile the provider keeps its promise in company: Notify and Do answer S_OK, and nothing is lost, whoever has been shut down before it.',
    why: 'MAPI tells transports first, then address books, then stores. What came earlier in the order is gone by the time a later one is told, and answers with errors at best.',
    how: 'Scenario in-company: a transport, an address book and a store of the harness share the profile; each answers every call after its own DoFastShutdown with MAPI_E_CALL_FAILED. Query, Notify, Do, and a proven kill in the same turn.',
    sources: sources('DOC-021', 'DOC-050', 'DOC-051'),
    lookAt:
      'persistForExit(): it works with what the provider itself has; what it needs of another one it gets while the client works',
    scenarios: ['in-company'],
    explainedBy: SIMPLE_FAST_EXITS,
    brokenBy: 'needs-its-neighbour-in-do.ts',
    judge: (evidence) =>
      judgeSequence(evidence, ['in-company'], {
        when: 'in company of other providers',
        success: [NOTIFY, DO],
        also: inOrder,
      }),
  },
  {
    id: 'SEQ-10',
    group: 'SEQ',
    title: 'Saves between the calls are kept',
    strength: 'MUST',
    kinds: EVERY_KIND,
    stances: IN,
    what: 'What is saved or submitted between Query and Notify, and between Notify and Do, is as durable as what was saved before.',
    why: 'Add-ins, rules and other clients go on saving while the client gets ready to leave. Everything must be durable when Do returns, not when Notify did.',
    how: 'Scenario saves-between-calls: Query, work, Notify, work, Do, and a proven kill in the same turn.',
    sources: sources('GAP-20', 'DOC-051'),
    lookAt:
      'persistForExit(): it must write what has been queued until now, not what was queued when prepareForExit() ran',
    scenarios: ['saves-between-calls'],
    explainedBy: [...SIMPLE_FAST_EXITS, 'ANS-3', 'SEQ-4', 'SEQ-6'],
    brokenBy: 'loses-saves-after-notify.ts',
    judge: (evidence) =>
      judgeSequence(evidence, ['saves-between-calls'], {
        when: 'with saves between the calls',
        success: [NOTIFY, DO],
        also: (run) => requireWorksOn(run, 'until DoFastShutdown the provider accepts saves', evidence.observations),
      }),
  },
  {
    id: 'SEQ-11',
    group: 'SEQ',
    title: 'Calls after Do do no damage',
    strength: 'SHOULD',
    kinds: EVERY_KIND,
    stances: IN,
    what: 'A client that calls on after DoFastShutdown, against the rules, may get errors. The provider does not crash, and nothing that was stored is damaged.',
    why: 'Clients have bugs, and some objects are released late. Such a call must not cost what the shutdown has just saved.',
    how: 'Scenario calls-after-do: Query, Notify, Do, then OpenEntry, Logoff, Release and the like, then a proven kill. Items saved after Do may be there or not.',
    sources: sources('GAP-22'),
    lookAt:
      'every method after persistForExit(): work on or return an error, but do not throw, and do not write half a thing',
    scenarios: ['calls-after-do'],
    explainedBy: SIMPLE_FAST_EXITS,
    brokenBy: 'crashes-when-called-after-do.ts',
    judge: (evidence) =>
      judgeSequence(evidence, ['calls-after-do'], {
        when: 'with calls after Do',
        success: [NOTIFY, DO],
        also: survivesCalls,
      }),
  },
  {
    id: 'SEQ-12',
    group: 'SEQ',
    title: 'Five generations on the same data',
    strength: 'MUST',
    kinds: EVERY_KIND,
    stances: IN,
    what: 'Five lives one after the other, each fast-shut, each working on what the ones before left. Every life finds exactly what was acknowledged, and the data grows no faster than what is saved.',
    why: 'A recovery that runs at each start may replay what it has replayed before, and lock files, logs and temporary files may pile up.',
    how: 'Scenario five-generations: each life reads back, works, and is killed after Do. The data directory may grow to at most twice what the first two lives needed for each save, and 256 KiB.',
    sources: sources('DOC-050', 'DOC-198'),
    lookAt:
      'what the provider does when it opens after a kill: recovery must be repeatable, and must take away what it has used up',
    scenarios: ['five-generations'],
    explainedBy: SIMPLE_FAST_EXITS,
    brokenBy: 'duplicates-on-fifth-generation.ts',
    judge: (evidence) =>
      judgeSequence(evidence, ['five-generations'], {
        when: 'over five generations',
        success: [NOTIFY, DO],
        also: judgeGenerations,
      }),
  },
];
