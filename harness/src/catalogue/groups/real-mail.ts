import { formatHresult, hresult } from '@mapi-kit/sdk';
import type { ObservedLife } from '../../recording/observation.js';
import type { PartAspect } from '../../recording/parts.js';
import { REAL_MAIL } from '../../scenarios/key-scenarios.js';
import type { Evidence, Judgement, Requirement } from '../requirement.js';
import { judgeDurability } from '../rules/durability.js';
import { announcedRuns, violation } from '../rules/judge-helpers.js';
import { acknowledgedCount, aspectCount, type DurabilityId, lossCount } from '../rules/losses.js';
import { counted } from '../rules/words.js';
import { sources } from '../sources.js';

const IN = ['in'] as const;
const STORE = ['store'] as const;
const STORE_OR_BOOK = ['store', 'address-book'] as const;
const BOOK = ['address-book'] as const;
const HOW_REAL =
  'Scenario real-mail: more than twenty sorts of messages, search folders, what is done to several messages or folders in one call, and in address books seven sorts of contacts and distribution lists, each kind of change in the life that made them and in the next one; two lives shut down fast, a third one reads everything back, named properties by their names.';

/** DUR, as far as it is about what only real mail has: names, large values, messages in messages, the outgoing queue. */
export const REAL_MAIL_DURABILITY: readonly Requirement[] = [
  {
    id: 'DUR-11',
    group: 'DUR',
    title: 'Named properties have their names in the next life',
    strength: 'MUST',
    kinds: STORE_OR_BOOK,
    stances: IN,
    changes: true,
    what: 'A property that a client set by its name, a number or a text in any property set, is found by that name in the next life, with its last value; one that was deleted is not.',
    why: 'Categories, reminders, tasks and appointments are named properties. Their ids are the own affair of a store: who keeps the values and loses the names, or gives a name another id, has lost them.',
    how: HOW_REAL,
    sources: sources('DOC-050', 'GAP-21'),
    lookAt: 'persistForExit(): the table of names is data like the messages, and must be written with them',
    scenarios: [REAL_MAIL],
    explainedBy: ['COM-5', 'DUR-1', 'DUR-2'],
    brokenBy: 'loses-named-properties.ts',
    judge: (evidence) => judgePart(evidence, 'DUR-11', 'named', 'items with named properties'),
  },
  {
    id: 'DUR-12',
    group: 'DUR',
    title: 'Large values are whole in the next life',
    strength: 'MUST',
    kinds: STORE_OR_BOOK,
    stances: IN,
    changes: true,
    what: 'Values of more than 64 KiB, attachments of megabytes, bodies and other properties, written through IStream, are there in the next life byte for byte; also when they have grown or shrunk.',
    why: 'Stores keep large values elsewhere than small ones, in files or in pieces: what commits the one need not commit the other.',
    how: HOW_REAL,
    sources: sources('DOC-050', 'GAP-21'),
    lookAt:
      'where large values are kept, and whether persistForExit() writes them before it writes what refers to them',
    scenarios: [REAL_MAIL],
    explainedBy: ['COM-5', 'DUR-1', 'DUR-2'],
    brokenBy: 'loses-large-values.ts',
    judge: (evidence) => judgePart(evidence, 'DUR-12', 'large', 'items with large values'),
  },
  {
    id: 'DUR-13',
    group: 'DUR',
    title: 'Embedded messages are whole in the next life',
    strength: 'MUST',
    kinds: STORE,
    stances: IN,
    what: 'A message attached to another one is there in the next life with its properties, recipients and attachments, also a message within it, and with its last saved changes.',
    why: 'A forwarded message is an embedded one. To a store it is an object of its own, which is easily left behind.',
    how: HOW_REAL,
    sources: sources('DOC-050', 'GAP-21'),
    lookAt: 'how attachments of method ATTACH_EMBEDDED_MSG are written: with everything below them',
    scenarios: [REAL_MAIL],
    explainedBy: ['COM-5', 'DUR-1', 'DUR-2'],
    brokenBy: 'loses-embedded-messages.ts',
    judge: (evidence) => judgePart(evidence, 'DUR-13', 'embedded', 'items with embedded messages'),
  },
  {
    id: 'DUR-14',
    group: 'DUR',
    title: 'What was submitted is still submitted in the next life, and not stuck',
    strength: 'MUST',
    kinds: STORE,
    stances: IN,
    what: 'A message that was submitted and that no transport has taken yet waits in the outgoing queue in the next life, marked as submitted, whole; one that was taken back is no longer there. AbortSubmit takes back what an earlier life submitted, and DeleteMessages deletes it then.',
    why: 'A user who has pressed Send believes that the message is on its way. A queue in memory forgets it, and a mark without a queue keeps it for ever.',
    how: 'Scenario submitted-mail, in a profile without a transport: two lives submit, take back and delete, and are shut down fast; a third one reads back the messages and the queue.',
    sources: sources('DOC-050', 'DOC-198', 'GAP-21'),
    lookAt: 'where the outgoing queue is kept: SubmitMessage and AbortSubmit change data like SaveChanges',
    scenarios: ['submitted-mail'],
    explainedBy: ['COM-5', 'COM-8', 'DUR-1', 'DUR-2'],
    brokenBy: 'forgets-what-was-submitted.ts',
    judge: judgeSubmitted,
  },
];

/** Of DUR, what only address books have: distribution lists. */
export const LIST_DURABILITY: readonly Requirement[] = [
  {
    id: 'DUR-16',
    group: 'DUR',
    title: 'Distribution lists have their members in the next life',
    strength: 'MUST',
    kinds: BOOK,
    stances: IN,
    changes: true,
    what: 'Whoever was made a member of a distribution list, and has not been taken out since, is in it in the next life: when the list was made, in a list that was there, in one that was renamed, when the member is a list itself, and when there are dozens of them, or more than a hundred where the list takes so many. Who was taken out is not in it, and who was put back in is. Who is in no address book has the address, too; two of one name and address, whom the list has taken, are two. An address book without PR_DEF_CREATE_DL is not asked for lists.',
    why: 'A list that has lost a member is still there, and still works: nobody notices that somebody no longer gets the mail.',
    how: HOW_REAL,
    sources: sources('DOC-050', 'GAP-21'),
    lookAt:
      'persistForExit(): who is in a list is data of its own (the `members` of a stored entry), which changes while its properties stay the same',
    scenarios: [REAL_MAIL],
    explainedBy: ['COM-5', 'DUR-1', 'DUR-2'],
    brokenBy: 'book-loses-members.ts',
    judge: (evidence) => judgePart(evidence, 'DUR-16', 'members', 'distribution lists with members'),
  },
];

function judgeSubmitted(evidence: Evidence): Judgement {
  if (evidence.settings.kinds.includes('transport')) {
    const message = 'a transport of the profile takes what is submitted';
    return { status: 'not-applicable', message, violations: [] };
  }
  const runs = evidence.observations.filter(({ identity }) => identity.scenario === 'submitted-mail');
  const isPlayed = runs.length > 0 && runs.every(({ ledger }) => ledger.readBackComplete);
  if (isPlayed && acknowledgedCount(runs, ['submitted']) === 0 && runs.every((run) => lossCount(run) === 0)) {
    const message = 'the store takes no messages for submission';
    const refused = runs.some(({ lives }) => lives.some((life) => life.refused.length > 0));
    if (!refused) return { status: 'not-applicable', message, violations: [] };
  }
  const stuck = runs.flatMap((run) =>
    run.lives.slice(1).flatMap((life) => life.refused.filter(isTakingBack).map((refusal) => ({ run, refusal }))),
  );
  const [first] = stuck;
  if (first !== undefined) {
    const violations = stuck.map(({ run, refusal: { item, method, hr } }) =>
      violation(
        run,
        `message "${item}", which an earlier life submitted, to be taken back and deleted`,
        `${method} answered ${formatHresult(hresult(hr))}`,
        null,
      ),
    );
    const message = `${counted(stuck.length, 'submitted message')} of an earlier life could not be taken back: ${first.refusal.method} answered ${formatHresult(hresult(first.refusal.hr))}`;
    return { status: 'fail', message, violations };
  }
  return judgeDurability(evidence, 'DUR-14', 'submitted messages', ['submitted'], {
    exits: false,
    announced: ['submitted-mail'],
    // What has left the queue may turn up elsewhere.
    also: (kind) => kind === 'unknown',
  });
}

function isTakingBack({ method }: ObservedLife['refused'][number]): boolean {
  return method.includes('AbortSubmit') || method.includes('DeleteMessages');
}

function judgePart(evidence: Evidence, id: DurabilityId, aspect: PartAspect, subject: string): Judgement {
  const runs = announcedRuns(evidence, REAL_MAIL);
  const isPlayed = runs.length > 0 && runs.every(({ ledger }) => ledger.readBackComplete);
  // What SetProps says that it does not keep is not promised.
  if (isPlayed && aspectCount(runs, aspect) === 0) {
    return { status: 'not-applicable', message: `the provider took no ${subject}`, violations: [] };
  }
  return judgeDurability(evidence, id, subject, null, {
    exits: false,
    announced: [REAL_MAIL],
    items: (usable) => aspectCount(usable, aspect),
  });
}
