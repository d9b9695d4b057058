import type { FarSideMode, Life, ProviderKind, Scenario } from './scenario.js';
import type { Step } from './step-kinds.js';
import { fastExit, logon, someWork } from './steps.js';

/** Long enough for the first delivery to have begun, on a busy machine too, and too short for all to be over. */
const underWay: Step = { do: 'wait', ms: 150 };
/** The server refuses somebody, and the spooler does not ask for what came of it. Not every far side refuses. */
const unheard: Step = { do: 'wait', ms: 2_000, refusal: true };
/** One message alone, where each attempt fails: it is tried again and again. */
const inVainAgain: readonly Step[] = [
  { do: 'work', workload: 'light', items: { count: 1 } },
  { do: 'wait', ms: 1_000, attempts: 4 },
];
/** With a server that takes nothing, nothing is over however long it takes, and a late first delivery is seen as well. */
const inVain: Step = { do: 'wait', ms: 400 };
/** For transports that fetch in the background: most are killed long before it is over. */
const patience: Step = { do: 'wait', ms: 1_000 };
/** In the life that reads back the server answers as it should. */
const leaveDuringDelivery = (
  farSide: FarSideMode,
  wait: Step = underWay,
  before: readonly Step[] = [],
): readonly Life[] => [{ steps: [logon, ...before, someWork, wait, ...fastExit], farSide }];

const sentMail: Step = { do: 'work', workload: 'sent-mail' };
const transports: readonly ProviderKind[] = ['transport'];
const in_ = ['in'] as const;

const SERVER_TITLES = {
  silent: 'The server accepts connections and never says a word; the client leaves',
  refusing: 'The server refuses every message; the client leaves',
  unreachable: 'The server cannot be reached; the client leaves',
} as const;

/** What only transports have to do, and whoever else talks to a server. */
export const MAIL: readonly Scenario[] = [
  {
    name: 'slow-server',
    title: 'The server takes its time for each message, and the client leaves while it has one',
    kinds: transports,
    stances: in_,
    idle: true,
    lives: leaveDuringDelivery('slow'),
  },
  {
    name: 'sent-mail',
    title:
      'Mail with attachments and all that real mail has is sent and arrives; then more of it, and Query, Notify, Do and the kill in one turn; a second life does the same while mail comes in, and the spooler has not heard yet what the server has answered',
    kinds: transports,
    stances: in_,
    idle: true,
    lives: [
      { steps: [logon, sentMail, { do: 'read-back', settle: true }, sentMail, ...fastExit], inbound: 0.2 },
      { steps: [logon, sentMail, unheard, ...fastExit], inbound: 0.2 },
    ],
  },
  {
    name: 'cutting-server',
    title:
      'The server cuts each connection while it gets the message, one message again and again, and the client leaves',
    kinds: transports,
    stances: in_,
    idle: true,
    lives: leaveDuringDelivery('cutting', underWay, inVainAgain),
  },
  {
    name: 'killed-in-start-message',
    title: 'The process is killed when the store is about to keep the first inbound message',
    kinds: transports,
    stances: in_,
    unannounced: true,
    lives: [
      {
        steps: [logon, someWork, { do: 'fetch' }, patience, ...fastExit],
        kill: { within: 'start-message' },
        inbound: 0.2,
      },
    ],
  },
  {
    name: 'killed-in-second-start-message',
    title: 'The process is killed when the store is about to keep the second inbound message, which has attachments',
    kinds: transports,
    // A store that has not written the first one yet may lose it by the kill.
    notWith: ['store'],
    stances: in_,
    unannounced: true,
    lives: [
      {
        steps: [logon, someWork, { do: 'fetch' }, patience, ...fastExit],
        kill: { within: 'start-message', message: 2 },
        inbound: 0.2,
        isRealInbound: true,
      },
    ],
  },
  ...(['silent', 'refusing', 'unreachable'] as const).map(
    (mode): Scenario => ({
      name: `${mode}-server`,
      title: SERVER_TITLES[mode],
      kinds: transports,
      kindsWithFarSide: ['address-book'],
      stances: in_,
      idle: true,
      lives: leaveDuringDelivery(mode, inVain),
    }),
  ),
];
