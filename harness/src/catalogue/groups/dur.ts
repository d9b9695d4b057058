import { identityName } from '../../recording/identity.js';
import { REAL_MAIL } from '../../scenarios/key-scenarios.js';
import type { Scenario } from '../../scenarios/scenario.js';
import { SCENARIOS } from '../../scenarios/scenarios.js';
import type { Evidence, Judgement, Requirement } from '../requirement.js';
import { BOTH_EXITS, judgeDurability } from '../rules/durability.js';
import { EXPOSING, exposureInWords, exposureOf, measuredExposure } from '../rules/exposure.js';
import { controlRuns, inconclusive, nothingYet, notRun, take } from '../rules/judge-helpers.js';
import { NOTHING_ARRIVED, nothingArrived } from '../rules/judge-with-far-side.js';
import { DURABILITY } from '../rules/losses.js';
import { precheckRun } from '../rules/runs.js';
import { judgeSequence } from '../rules/sequence.js';
import { type ShutdownMethod, shutdownCalls } from '../rules/shutdown-calls.js';
import { sources } from '../sources.js';
import { MAIL_DURABILITY, MAIL_REPETITIONS } from './dur-mail.js';
import { LIST_DURABILITY, REAL_MAIL_DURABILITY } from './real-mail.js';

const KEEPS_ITEMS = ['store', 'address-book'] as const;
const EVERY_KIND = ['store', 'transport', 'address-book'] as const;
const IN = ['in'] as const;
const ANY_STANCE = ['in', 'out', 'none'] as const;
const BULK = ['bulk-10000', 'bulk-1000', 'bulk-100'] as const;
/** What is saved in bulk is changed by clients of these, and not of transports. */
const BULK_CHANGED = 'bulk-changed';

const HOW_BOTH =
  'Scenarios outlook-exit and immediate-exit, three trials each: what is lost in both is lost to this requirement; what is lost in one of them only, to SEQ-1 or SEQ-2.';

/** DUR: nothing is lost. */
export const DUR: readonly Requirement[] = [
  {
    id: 'DUR-1',
    group: 'DUR',
    title: 'Created items are there in the next life',
    strength: 'MUST',
    kinds: KEEPS_ITEMS,
    stances: IN,
    changes: true,
    what: 'Messages with properties of every type, large bodies, Unicode, up to a thousand recipients, attachments, status and draft flag, in whatever folder, also those that the store has made; folders, search folders and what they look for, saved sort orders; and the entries of address books, also of people without an address and of several of one name and address, where it takes them, of somebody who has the address of an entry that was deleted, and those in containers within containers; whom ResolveNames has found by the name it finds again: what was created and acknowledged before DoFastShutdown returned S_OK is there, whole.',
    why: 'S_OK from DoFastShutdown lets the client end the process on the next instruction.',
    how: HOW_BOTH,
    sources: sources('DOC-049', 'DOC-050', 'DOC-198', 'GAP-21'),
    lookAt: 'persistForExit(): it must write what write() has queued before it returns, to the last item',
    scenarios: [...BOTH_EXITS, REAL_MAIL],
    explainedBy: ['COM-5'],
    brokenBy: 'forgets-last-batch.ts',
    judge: (evidence) =>
      judgeDurability(evidence, 'DUR-1', 'created items', ['created', 'folder', 'bulk', 'unsaved'], {
        announced: [REAL_MAIL],
      }),
  },
  {
    id: 'DUR-2',
    group: 'DUR',
    title: 'Changed and deleted items keep their last saved state',
    strength: 'MUST',
    kinds: KEEPS_ITEMS,
    stances: IN,
    changes: true,
    what: 'Updated, moved and copied messages, folders with what is in them, and entries are there as last saved; deleted ones stay deleted, also when they were emptied or deleted with their folder. What tables and ResolveNames have shown of them as it is, they show so in later lives.',
    why: 'A change is as good as lost when an older state comes back, and a deleted message that returns may be sent again.',
    how: HOW_BOTH,
    sources: sources('DOC-050', 'DOC-051', 'DOC-198'),
    lookAt:
      'persistForExit(), and remove(): deletions and second writes of an item must be queued and written like the first',
    scenarios: [...BOTH_EXITS, REAL_MAIL],
    explainedBy: ['COM-5', 'DUR-1'],
    brokenBy: 'loses-deletes.ts',
    judge: (evidence) =>
      judgeDurability(evidence, 'DUR-2', 'changed and deleted items', ['changed'], { announced: [REAL_MAIL] }),
  },
  {
    id: 'DUR-3',
    group: 'DUR',
    title: 'Settings are kept',
    strength: 'MUST',
    kinds: EVERY_KIND,
    stances: IN,
    what: 'What was saved as settings, in the profile section of the provider and, by a store, on its store object, on folders that it has made and in its map of receive folders, has its last value in the next life; what was deleted there is not. The record key of a store stays the same.',
    why: 'The documentation names settings beside data each time it says what must be saved.',
    how: HOW_BOTH,
    sources: sources('DOC-047', 'DOC-051', 'DOC-197', 'DOC-230'),
    lookAt:
      'where settings are kept: the profile section is durable at once; a copy in memory must be written in persistForExit()',
    scenarios: [...BOTH_EXITS, REAL_MAIL],
    explainedBy: ['COM-5', 'COM-7', 'DUR-1', 'DUR-4'],
    brokenBy: 'settings-in-memory.ts',
    judge: (evidence) => judgeDurability(evidence, 'DUR-3', 'settings', ['setting'], { announced: [REAL_MAIL] }),
  },
  {
    id: 'DUR-4',
    group: 'DUR',
    title: 'Entry ids given out before still open the same item',
    strength: 'MUST',
    kinds: KEEPS_ITEMS,
    stances: IN,
    changes: true,
    what: 'An entry id that a client got in one life opens the same item in the next.',
    why: 'Clients keep entry ids in links, rules, search folders and other files. An item that its id no longer opens is lost to them.',
    how: HOW_BOTH,
    sources: sources('DOC-229', 'DOC-198'),
    lookAt:
      'how ids of objects are made: from something that is stored with the object, never from a counter or a random number of the process',
    scenarios: BOTH_EXITS,
    explainedBy: ['COM-5', 'COM-8', 'DUR-1'],
    brokenBy: 'changes-entry-ids.ts',
    judge: (evidence) =>
      judgeDurability(evidence, 'DUR-4', 'entry ids', ['created', 'changed', 'folder', 'bulk', 'unsaved']),
  },
  {
    id: 'DUR-5',
    group: 'DUR',
    title: 'What was not saved does not appear, and nothing is there twice',
    strength: 'MUST',
    kinds: KEEPS_ITEMS,
    stances: IN,
    what: 'Changes of messages, attachments and entries without SaveChanges are not there in the next life; no item is there twice or half, and none that nobody saved; no hidden message without a name turns up in a folder of the store either.',
    why: 'Messages and entries are transacted: what the user discarded must not come back, and a repeated write must not make a second item.',
    how: HOW_BOTH,
    sources: sources('DOC-196', 'GAP-21'),
    lookAt:
      'persistForExit(): it writes what SaveChanges has handed over, and not what is open in memory; each write replaces the one before',
    scenarios: [...BOTH_EXITS, REAL_MAIL],
    explainedBy: ['COM-5', 'DUR-1', 'DUR-2'],
    brokenBy: 'saves-unsaved-changes.ts',
    judge: (evidence) =>
      judgeDurability(evidence, 'DUR-5', 'unsaved, duplicated or unknown items', null, {
        announced: [REAL_MAIL],
      }),
  },
  ...MAIL_DURABILITY,
  {
    id: 'DUR-8',
    group: 'DUR',
    title: 'The classic exit loses nothing either',
    strength: 'MUST',
    kinds: EVERY_KIND,
    stances: ANY_STANCE,
    what: 'Logoff, Shutdown, Release and an orderly end lose nothing; also under option 3, where nobody asks the provider, and after a refusal.',
    why: 'It is the only exit of a provider that refuses, and the exit of everybody as soon as one provider refuses or an administrator has disabled fast shutdown.',
    how: 'Scenarios classic-exit and classic-exit-option-3, and refused-exit for a provider that refuses; a second life reads back.',
    sources: sources('DOC-091', 'DOC-030', 'DOC-031', 'DOC-198'),
    lookAt: 'close(): it must write what is queued; it is called in the logoff and, at the latest, by the last Release',
    scenarios: ['classic-exit', 'classic-exit-option-3', 'refused-exit'],
    explainedBy: ['COM-5', 'COM-8', 'TIME-4', ...DURABILITY],
    brokenBy: 'loses-on-classic-exit.ts',
    judge: judgeClassicExit,
  },
  {
    id: 'DUR-9',
    group: 'DUR',
    title: 'What a kill without a word would have cost',
    strength: 'REPORT',
    kinds: EVERY_KIND,
    stances: ANY_STANCE,
    what: 'The same work and the same kills without telling the provider: how many items are lost then. It is reported, and never a failure.',
    why: 'It shows that the kills can lose something, so that a certificate says more than that nothing happened; and it is what users lose when nobody tells the provider.',
    how: 'The null controls of outlook-exit, immediate-exit and refused-exit: the same lives without the calls of fast shutdown.',
    sources: sources('DOC-024', 'DOC-026'),
    lookAt: 'write(): the less time passes before data is durable, the less a crash costs',
    scenarios: EXPOSING,
    controls: true,
    explainedBy: [],
    brokenBy: null,
    judge: judgeExposure,
  },
  {
    id: 'DUR-10',
    group: 'DUR',
    title: 'Ten thousand pending items are kept',
    strength: 'MUST',
    kinds: EVERY_KIND,
    stances: IN,
    changes: true,
    what: '10,000 messages or entries saved one after the other and still pending (to a transport 1,000 are submitted) are all there after Query, Notify, Do and the end of the process; of 2,200 messages or entries those that a later life changes, and those that it deletes, are as it has left them.',
    why: 'Limits of a queue, of a transaction or of a buffer show only with many items.',
    how: 'Scenarios bulk-100, bulk-1000 and bulk-10000, each ended by a proven kill in the same turn; a transport gets a tenth as many. Scenario bulk-changed: a second life changes 1,100 items and deletes as many, those of one folder by one call.',
    sources: sources('DOC-050', 'DOC-051'),
    lookAt: 'persistForExit(): it must go on until nothing is queued, also beyond one transaction',
    scenarios: [...BULK, BULK_CHANGED],
    explainedBy: ['COM-5', 'COM-6', 'TIME-4', ...DURABILITY, 'SEQ-1', 'SEQ-2'],
    brokenBy: 'commits-at-most-5000.ts',
    judge: (evidence) => {
      const { kinds } = evidence.settings;
      const scenarios = kinds.some((kind) => kind !== 'transport') ? [...BULK, BULK_CHANGED] : BULK;
      return judgeSequence(evidence, scenarios, { when: 'with many pending items', success: SUCCESS });
    },
  },
  ...REAL_MAIL_DURABILITY,
  ...MAIL_REPETITIONS,
  ...LIST_DURABILITY,
];

const SUCCESS: readonly ShutdownMethod[] = ['NotifyProcessShutdown', 'DoFastShutdown'];

function judgeClassicExit(evidence: Evidence): Judgement {
  const { stance } = evidence.settings;
  const scenarios = ['classic-exit', 'classic-exit-option-3', 'refused-exit'].filter((name) => {
    const scenario: Scenario | undefined = SCENARIOS.find((entry) => entry.name === name);
    if (stance === 'unknown') return name !== 'refused-exit';
    return scenario?.stances.includes(stance) === true;
  });
  return judgeSequence(evidence, scenarios, {
    when: 'after a classic exit',
    also: (run) => {
      const gathered = nothingYet();
      if (run.identity.scenario === 'refused-exit' && run.lives.some((life) => life.ending === 'killed')) {
        gathered.gaps.push(`${identityName(run.identity)}: the provider did not refuse, and the client left fast`);
        gathered.deferredTo.push('ANS-1');
      }
      if (run.identity.scenario !== 'classic-exit-option-3') return gathered;
      for (const method of ['QueryFastShutdown', 'DoFastShutdown'] as const) {
        if (!run.lives.some((life) => shutdownCalls(life, method).length > 0)) continue;
        gathered.gaps.push(
          `${identityName(run.identity)}: the provider's ${method} was called under option 3, which is the subsystem's fault`,
        );
      }
      return gathered;
    },
  });
}

function judgeExposure(evidence: Evidence): Judgement {
  if (nothingArrived(evidence)) return inconclusive([NOTHING_ARRIVED]);
  const exposure = exposureOf(evidence);
  if (exposure === null) {
    const gathered = nothingYet();
    for (const run of EXPOSING.flatMap((name) => controlRuns(evidence, name))) take(gathered, precheckRun(run));
    for (const name of EXPOSING.filter((scenario) => evidence.notRun?.[scenario] !== undefined)) {
      take(gathered, notRun(evidence, name));
    }
    const [first] = [...gathered.gaps, ...gathered.violations.map(({ seen }) => seen)];
    return inconclusive([first ?? 'no null control was run'], { deferredTo: gathered.deferredTo });
  }
  const words = exposureInWords(exposure);
  const message =
    exposure.lost === 0 ? `write-through: ${words}, without a word` : `by the same kills without a word ${words}`;
  return { status: 'pass', message, violations: [], measured: measuredExposure(exposure) };
}
