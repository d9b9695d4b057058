import { REAL_MAIL } from './key-scenarios.js';
import type { Life, Scenario } from './scenario.js';
import type { Step } from './step-kinds.js';
import {
  deliver,
  exit,
  fastExit,
  halfWork,
  kill,
  logoff,
  logon,
  notify,
  query,
  shutdown,
  someWork,
  work,
} from './steps.js';

const gap: Step = { do: 'wait', ms: 5 };

const in_ = ['in'] as const;
const anyStance = ['in', 'out', 'none'] as const;

function bulk(count: number): Scenario {
  return {
    name: `bulk-${count}`,
    title: `${count} items are saved and pending, then Query, Notify, Do and the kill, back to back`,
    stances: in_,
    series: 'bulk',
    lives: [{ steps: [logon, { do: 'work', workload: 'bulk', items: { count } }, ...fastExit] }],
  };
}

/** More of each sort than the 999 variables that one statement of SQLite has had for long, and than a thousand. */
const MANY_CHANGES = { count: 2 * 1_100 } as const;

/** Longer than nearly all providers take to write in the background what was saved. */
const rest: Step = { do: 'wait', ms: 700 };

/** Where the client leaves soon: what is due later is due in the next life. */
const deferringWork: Step = { ...work, deferred: true };

const leave: Step = { do: 'leave', gapMs: 5 };
const submittedMail: Life = { steps: [logon, { do: 'work', workload: 'submitted' }, leave] };
const realMail: Life = { steps: [logon, { do: 'work', workload: 'real-mail' }, leave] };

/** How clients leave: the sequences of fast shutdown and of the classic exit, for providers of every kind. */
export const EXITS: readonly Scenario[] = [
  {
    name: 'object-contract',
    title: 'The entry point, the provider object and what a client opens are tried as COM objects, then a classic exit',
    stances: anyStance,
    lives: [{ steps: [logon, { do: 'probe' }, query, someWork, { do: 'probe-opened' }, logoff, exit] }],
  },
  {
    name: 'lingering-exit',
    title: 'After DoFastShutdown the process stays for a second while its data directory is watched, then the kill',
    stances: in_,
    idle: true,
    lives: [{ steps: [logon, work, query, notify, shutdown, { do: 'linger', ms: 1000 }, kill] }],
  },
  {
    name: 'background-work',
    title: 'Items are saved, the client asks and waits two seconds, then the kill without a further word',
    stances: ['in', 'out'],
    idle: true,
    control: true,
    lives: [{ steps: [logon, query, work, { do: 'wait', ms: 2000 }, kill] }],
  },
  bulk(10_000),
  {
    name: 'outlook-exit',
    title: 'Outlook: Query, Notify, Do with pauses between the calls, then the process is gone',
    stances: ['in', 'none'],
    trials: 3,
    control: true,
    lives: [{ steps: [logon, deferringWork, { do: 'leave', gapMs: 5 }] }],
  },
  {
    name: 'immediate-exit',
    title: 'Query, Notify, Do and the kill in one turn, right after the last save',
    stances: in_,
    trials: 3,
    control: true,
    lives: [{ steps: [logon, deferringWork, ...fastExit] }],
  },
  {
    name: 'classic-exit',
    title: 'Logoff, Shutdown, Release, and an orderly end of the process',
    stances: anyStance,
    lives: [{ steps: [logon, deliver, work, logoff, exit] }],
  },
  {
    name: 'classic-exit-option-3',
    title:
      'Fast shutdown is disabled: the query is refused without asking anyone, and the client leaves the classic way',
    stances: anyStance,
    option: 3,
    lives: [{ steps: [logon, work, { do: 'leave' }] }],
  },
  {
    name: 'refused-exit',
    title: 'The provider refuses, half a second after its logon too, so the client leaves the classic way',
    stances: ['out'],
    control: true,
    lives: [{ steps: [logon, { do: 'wait', ms: 500 }, work, { do: 'leave', gapMs: 5 }] }],
  },
  {
    name: 'query-only',
    title: 'The client asks three times, goes on working, and leaves the classic way',
    stances: ['in', 'out'],
    lives: [{ steps: [logon, deliver, work, query, query, query, someWork, gap, someWork, logoff, exit] }],
  },
  {
    name: 'asked-over-time',
    title:
      'The client asks again and again: after its logon, after work, after pauses, after an abandoned Notify, and in a next life',
    stances: in_,
    idle: true,
    lives: [
      { steps: [logon, query, work, query, rest, query, notify, gap, someWork, query, rest, query, logoff, exit] },
      { steps: [logon, query, someWork, rest, query, logoff, exit] },
    ],
  },
  {
    name: 'neighbour-refuses',
    title: 'The provider agrees, another one in the profile refuses, so the client leaves the classic way',
    stances: in_,
    companions: ['refusing-store'],
    lives: [{ steps: [logon, work, { do: 'leave' }] }],
  },
  {
    name: 'abandoned-after-notify',
    title: 'Query, Notify, then the client gives fast shutdown up, works on, and leaves the classic way',
    stances: in_,
    lives: [{ steps: [logon, deliver, work, query, notify, gap, someWork, gap, someWork, logoff, exit] }],
  },
  {
    name: 'query-refused-then-notify',
    title: 'The provider refuses, the client calls Notify all the same (MFCMAPI does), and leaves the classic way',
    stances: ['out'],
    lives: [{ steps: [logon, deliver, work, query, notify, gap, logoff, exit] }],
  },
  {
    name: 'do-without-notify',
    title: 'Query, then Do without Notify, then the kill',
    stances: in_,
    lives: [{ steps: [logon, deliver, work, query, shutdown, kill] }],
  },
  {
    name: 'repeated-calls',
    title: 'Notify twice, Do twice, then the kill',
    stances: in_,
    lives: [{ steps: [logon, deliver, work, query, notify, notify, shutdown, shutdown, kill] }],
  },
  {
    name: REAL_MAIL,
    title:
      'Mail, or contacts, with everything that real ones have are saved and shut down fast; a second life changes them, and does the same',
    kinds: ['store', 'address-book'],
    stances: in_,
    lives: [realMail, realMail],
  },
  {
    name: 'submitted-mail',
    title:
      'Messages are submitted that no transport takes, and shut down fast; four more lives take some back, and do the same',
    kinds: ['store'],
    notWith: ['transport'],
    stances: in_,
    lives: Array.from({ length: 5 }, () => submittedMail),
  },
  {
    name: 'two-sessions',
    title: 'Two sessions in one process, in each of them two stores; one client call for all, then the kill',
    stances: in_,
    sessions: 2,
    companions: ['second-store'],
    lives: [{ steps: [logon, deliver, work, { ...work, session: 1 }, ...fastExit] }],
  },
  {
    name: 'saves-between-calls',
    title: 'Items are saved between Query and Notify, and between Notify and Do',
    stances: in_,
    lives: [{ steps: [logon, deliver, work, query, someWork, notify, halfWork, shutdown, kill] }],
  },
  {
    name: 'calls-after-do',
    title: 'After Do the client calls on against the rules: OpenEntry, Logoff, Release; then the kill',
    stances: in_,
    lives: [{ steps: [logon, work, query, notify, shutdown, { do: 'call-after-shutdown' }, kill] }],
  },
  {
    name: 'five-generations',
    title: 'Five lives one after the other on the same data, each fast-shut',
    stances: in_,
    lives: Array.from({ length: 5 }, () => ({
      steps: [
        logon,
        deliver,
        { do: 'read-back' },
        { do: 'work', workload: 'mixed', items: { share: 0.5 } },
        query,
        notify,
        shutdown,
        kill,
      ],
    })),
  },
  {
    name: 'every-exit-in-turn',
    title: 'Two sessions and six lives on the same data, each of which ends in another way and works on what is there',
    stances: in_,
    sessions: 2,
    lives: [
      fastExit,
      [query, shutdown, kill],
      [query, notify, notify, shutdown, shutdown, kill],
      // Late as it is, also what earlier lives have left is changed and deleted, and settings are saved.
      [query, someWork, notify, halfWork, shutdown, kill],
      [logoff, exit],
      [query, notify, gap, logoff, exit],
    ].map((end) => ({ steps: [logon, deliver, halfWork, { ...halfWork, session: 1 }, ...end] })),
  },
  {
    name: 'in-company',
    title: 'A transport, an address book and a store share the profile; Query, Notify, Do for all, then the kill',
    stances: in_,
    companions: ['agreeing-transport', 'agreeing-address-book', 'agreeing-store'],
    lives: [{ steps: [logon, work, ...fastExit] }],
  },
  bulk(1_000),
  bulk(100),
  {
    name: 'bulk-changed',
    title:
      'Of 2,200 items a second life changes one half and deletes the other, each ended by Query, Notify, Do and the kill',
    kinds: ['store', 'address-book'],
    stances: in_,
    lives: (['bulk', 'bulk-changes'] as const).map((workload) => ({
      steps: [logon, { do: 'work', workload, items: MANY_CHANGES }, ...fastExit],
    })),
  },
];
