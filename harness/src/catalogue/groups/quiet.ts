import type { Observation } from '../../recording/observation.js';
import type { Evidence, Judgement, Requirement } from '../requirement.js';
import { judgeAfterNotify } from '../rules/after-notify.js';
import { announcedRuns, conclude, nothingYet, notRun, take, violation } from '../rules/judge-helpers.js';
import { writtenInWords } from '../rules/late-writes.js';
import { DURABILITY, type LossFilter, lossesInWords, lossViolations } from '../rules/losses.js';
import { judgeResumption } from '../rules/resumption.js';
import { queryScenarios } from '../rules/scenario-names.js';
import { judgeRun } from '../rules/sequence.js';
import { promised } from '../rules/shutdown-calls.js';
import { judgeUserInterface } from '../rules/user-interface.js';
import { milliseconds } from '../rules/words.js';
import { sources } from '../sources.js';

const SCENARIO = 'lingering-exit';
const EVERY_KIND = ['store', 'transport', 'address-book'] as const;
const IN = ['in'] as const;

/** QUIET: nothing else goes on. */
export const QUIET: readonly Requirement[] = [
  {
    id: 'QUIET-1',
    group: 'QUIET',
    title: 'After Notify no new work is begun that is not for saving',
    strength: 'SHOULD',
    kinds: EVERY_KIND,
    stances: IN,
    apart: true,
    what: 'After NotifyProcessShutdown a transport checks for no mail and begins no delivery, an address book downloads no changes, and a store neither compacts nor indexes. What is pending may be saved, and what was under way may come to its end.',
    why: 'Until DoFastShutdown the user waits for the process to end. Work that can wait costs time, and may be cut off in the middle.',
    how: 'Scenario quiet-after-notify: background work is watched while the client works, and for a second after Notify. Nothing may be begun at any time in it that reaches out of the process (connections and the lookups of names for them, UDP, listening sockets, child processes, workers); in its second half, when saving is over, no interval may fire, no timer again and again, and neither the data nor the status row may go on changing. A connection in the first 0.3 s is excused where others were being made right before Notify. Threads of native code, and what child processes do, cannot be seen.',
    sources: sources('DOC-052', 'DOC-053', 'DOC-054', 'DOC-055'),
    lookAt:
      'prepareForExit(), or NotifyProcessShutdown on the bare contract: stop timers and put off what is not for saving; whoever wraps a provider passes the call on',
    scenarios: ['quiet-after-notify'],
    // A store that can't get rid of what is pending goes on trying.
    explainedBy: ['ANS-3', 'SEQ-4', ...DURABILITY],
    brokenBy: 'polls-after-notify.ts',
    // On a machine that is busy with other runs, half a second may be too short for what was pending.
    timed: true,
    judge: judgeAfterNotify,
  },
  {
    id: 'QUIET-2',
    group: 'QUIET',
    title: 'Ready means ready: nothing is written after Do',
    strength: 'MUST',
    kinds: EVERY_KIND,
    stances: IN,
    what: 'From the S_OK of DoFastShutdown until the end of a process that lingers for a second, the provider writes nothing to its data and opens no connection; whether the process ends at once or after that second, the content is the same.',
    why: 'What is still written after Do would have been lost, or cut in the middle, in a process that ended at once.',
    how: 'Scenario lingering-exit: after Do the process lives on for a second while its data directory and its connections are watched; then a proven kill. What is lost then is compared with immediate-exit.',
    sources: sources('DOC-050', 'DOC-051'),
    lookAt: 'persistForExit(): stop timers and flush in it; what runs after its return runs too late',
    scenarios: [SCENARIO, 'immediate-exit'],
    explainedBy: ['COM-5', 'COM-6', 'TIME-4', ...DURABILITY, 'SEQ-1', 'SEQ-2'],
    brokenBy: 'writes-after-do.ts',
    judge: judgeLingering,
  },
  {
    id: 'QUIET-3',
    group: 'QUIET',
    title: 'No user interface in the three methods',
    strength: 'MUST',
    kinds: EVERY_KIND,
    stances: ['in', 'out'],
    apart: true,
    what: 'QueryFastShutdown, NotifyProcessShutdown and DoFastShutdown show the user nothing and ask nothing: no dialog of the support object (Address, Details, NewEntry, DoConfigPropsheet, DoProgressDialog) and none of the address book (Address, Details, NewEntry, ResolveName with MAPI_DIALOG).',
    why: 'A window waits for somebody, and the shutdown with it. The user has closed the client and may be gone; where Windows itself shuts down it ends the process meanwhile.',
    how: 'The mock subsystem shows no window: it refuses, and the journal has every such call. Those between the call and the return of one of the three methods count, in every life of every scenario. A window that a provider opens without MAPI cannot be seen.',
    sources: sources('DOC-038', 'GAP-23'),
    lookAt:
      'supportsFastShutdown(), prepareForExit() and persistForExit(): ask earlier, while the client works; what is not answered by then is decided without the user',
    scenarios: queryScenarios,
    suffices: ['object-contract', 'immediate-exit'],
    explainedBy: [],
    brokenBy: 'opens-a-window.ts',
    judge: judgeUserInterface,
  },
  {
    id: 'QUIET-4',
    group: 'QUIET',
    title: 'After an abandoned Notify the work that was put off resumes',
    strength: 'SHOULD',
    kinds: EVERY_KIND,
    stances: IN,
    apart: true,
    what: 'Where the client goes on working after NotifyProcessShutdown, every kind of background work that ordinary work had shown goes on again within three seconds, and what is saved becomes durable in the background as before.',
    why: 'Nothing takes a Notify back. A provider that waits for a word that never comes has stopped sending, fetching or saving for the rest of the session, and nobody sees why.',
    how: 'Scenario resumes-after-notify: what goes on in the background is watched twice in ordinary work; then Query, Notify, more work, three seconds of watching, and a kill without a further word. What both spans of ordinary work show must be seen again; what the kill costs is compared with the null control, in which nobody said a word. Threads of native code cannot be seen.',
    sources: sources('GAP-19', 'DOC-052'),
    lookAt:
      'prepareForExit(): what it stops must begin again with the next change, the next call of the spooler, or after a while; the base classes do that',
    scenarios: ['resumes-after-notify'],
    controls: true,
    explainedBy: ['COM-5', 'COM-6', 'TIME-4', ...DURABILITY, 'ANS-3', 'SEQ-4', 'QUIET-1'],
    brokenBy: 'does-not-resume.ts',
    judge: judgeResumption,
  },
];

function judgeLingering(evidence: Evidence): Judgement {
  const gathered = nothingYet();
  const runs = announcedRuns(evidence, SCENARIO);
  if (runs.length === 0) take(gathered, notRun(evidence, SCENARIO));
  const immediate = announcedRuns(evidence, 'immediate-exit');
  const newLoss: LossFilter = (kind, category) => !immediate.some((run) => hasLoss(run, kind, category));
  for (const run of runs) {
    const { violations, gaps, deferredTo } = judgeRun(run, {
      when: 'after Query, Notify, Do and a second of lingering',
      success: ['NotifyProcessShutdown', 'DoFastShutdown'],
    });
    take(gathered, { violations, gaps, deferredTo });
    for (const life of run.lives) {
      for (const write of life.written) {
        const seen = writtenInWords(write);
        gathered.violations.push(violation(run, 'after DoFastShutdown nothing is written to the data directory', seen));
      }
      for (const { to, afterNs } of life.connected) {
        const seen = `${to}, ${milliseconds(afterNs / 1e6)} after DoFastShutdown had returned`;
        gathered.violations.push(violation(run, 'after DoFastShutdown no connection is opened', seen));
      }
    }
    if (promised(run) && run.ledger.readBackComplete) {
      for (const loss of lossViolations(run, newLoss)) {
        const because = 'a process that was killed at once lost nothing of the kind: what ran while it lingered did it';
        gathered.violations.push({ ...loss, because });
      }
    }
  }
  const [first] = gathered.violations;
  const losses = lossesInWords(runs, newLoss);
  return conclude(gathered, {
    pass: 'in a second after DoFastShutdown nothing was written and no connection opened, and the content was the same',
    fail:
      first === undefined ? '' : `expected that ${first.expected}; ${first.seen}${losses === '' ? '' : ` (${losses})`}`,
  });
}

function hasLoss(run: Observation, ...[kind, category]: Parameters<LossFilter>): boolean {
  return run.ledger.counts.some((entry) => entry.kind === kind && entry.category === category);
}
