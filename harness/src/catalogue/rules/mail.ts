import type { Evidence, Judgement } from '../requirement.js';
import { BOTH_EXITS, judgeDurability } from './durability.js';
import { inconclusive } from './judge-helpers.js';
import { NOTHING_ARRIVED, nothingArrived } from './judge-with-far-side.js';
import { acknowledgedCount } from './losses.js';
import { counted } from './words.js';

/** The scenarios in which a delivery is under way when the shutdown comes. */
export const DELIVERIES: readonly string[] = ['slow-server', 'cutting-server'];
/** The scenarios that are ended without a word while the spooler fetches mail. */
export const FETCHES: readonly string[] = ['killed-in-start-message', 'killed-in-second-start-message'];
/** Of them, the one whose kill comes with whoever fetches at all. */
const FIRST_FETCH = 'killed-in-start-message';
/** The scenario of mail with everything that real mail has. */
export const SENT_MAIL: readonly string[] = ['sent-mail'];

/** DUR-6: what the transport took over has arrived at the far side. */
export function judgeOutbound(evidence: Evidence): Judgement {
  const returned = returnedInstead(evidence);
  if (returned > 0) {
    const message = `does not send: a report says of each of ${counted(returned, 'submitted message')} that it could not be sent`;
    return { status: 'not-applicable', message, violations: [] };
  }
  if (nothingArrived(evidence)) return inconclusive([NOTHING_ARRIVED]);
  const announced = [...DELIVERIES, ...SENT_MAIL];
  const judgement = judgeDurability(evidence, 'DUR-6', 'submitted messages', ['outbound'], {
    announced,
    crashed: FETCHES,
  });
  const carried = withMissing(
    judgement,
    'it carries none of',
    evidence.observations.flatMap(({ ledger }) => ledger.notCarried ?? []),
  );
  return withMissing(
    carried,
    'not compared',
    wasRefused(evidence) ? [] : ['refused recipients, for nobody was refused'],
  );
}

/** Whether messages had a recipient whom the far side refuses: one of an author's own need not be able to. */
function wasRefused({ observations }: Evidence): boolean {
  return observations.some(({ ledger }) => (ledger.withRefused ?? 0) > 0);
}

/** How many messages reports say could not be sent, where no other was submitted: the transport sends nothing. */
function returnedInstead({ observations }: Evidence): number {
  if (acknowledgedCount(observations, ['outbound']) > 0) return 0;
  return observations.reduce((total, { ledger }) => total + (ledger.returned ?? 0), 0);
}

/** Of what was never there nothing can be lost, and nothing is certified of it. */
function withMissing(judgement: Judgement, words: string, all: readonly string[]): Judgement {
  const missing = new Set(all);
  if (judgement.status !== 'pass' || missing.size === 0) return judgement;
  return { ...judgement, message: `${judgement.message}; ${words}: ${[...missing].join(', ')}` };
}

/** DUR-15: what has arrived does not arrive again, and no longer waits. */
export function judgeRepetitions(evidence: Evidence): Judgement {
  if (nothingArrived(evidence)) return inconclusive([NOTHING_ARRIVED]);
  const [subject, category] =
    returnedInstead(evidence) > 0
      ? (['inbound messages', 'inbound'] as const)
      : (['submitted messages', 'outbound'] as const);
  const judgement = judgeDurability(evidence, 'DUR-15', subject, [category], {
    exits: false,
    announced: SENT_MAIL,
  });
  if (judgement.status !== 'pass' || category === 'inbound' || cameToRest(evidence)) return judgement;
  // What is lost is waited for in vain.
  return inconclusive([NEVER_AT_REST], { deferredTo: ['DUR-6'] });
}

const NEVER_AT_REST =
  'sent-mail: in no life all that was sent had arrived before the client left, so that whatever is sent again may have a reason';

/** Where nothing has come to rest, each repetition is excused. */
function cameToRest({ observations }: Evidence): boolean {
  const runs = observations.filter(({ identity }) => SENT_MAIL.includes(identity.scenario) && !identity.control);
  return runs.some(({ ledger }) => (ledger.settled ?? 0) > 0);
}

/** DUR-7: what waited at the far side is in the store, or waits there still. */
export function judgeInbound(evidence: Evidence): Judgement {
  const judgement = judgeDurability(evidence, 'DUR-7', 'inbound messages', ['inbound'], {
    announced: SENT_MAIL,
    crashed: FETCHES,
    mustCrash: {
      in: FIRST_FETCH,
      otherwise: 'the transport fetched nothing before the client left, so that no kill came in StartMessage',
    },
  });
  if (judgement.status === 'fail' || acknowledgedCount(evidence.observations, ['inbound']) > 0) {
    return withMissing(
      judgement,
      'it brings none of',
      evidence.observations.flatMap(({ ledger }) => ledger.notBrought ?? []),
    );
  }
  // Without a run that could be judged nobody knows what it would have fetched.
  const ran = evidence.observations.some(({ identity, ledger }) => {
    return BOTH_EXITS.includes(identity.scenario) && ledger.readBackComplete;
  });
  if (!ran) return judgement;
  const message = 'does not receive: none of the mail that waited at the far side was fetched in any run';
  return { status: 'not-applicable', message, violations: [] };
}
