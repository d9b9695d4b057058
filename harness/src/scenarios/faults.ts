import type { Companion } from './companions.js';
import type { KillPoint, Life, MediumFault, Scenario } from './scenario.js';
import type { Step } from './step-kinds.js';
import { exit, fastExit, kill, logoff, logon, notify, query, readBack, shutdown, someWork, work } from './steps.js';

const in_ = ['in'] as const;
/** Longer than providers wait with what they write in the background. */
const BACKGROUND_MS = 120;
/** Longer than nearly all of them, and long enough for one that tries again. */
const LONG_BACKGROUND_MS = 250;

/** A first life that saves everything there is, and whose end is announced: nothing of it may ever be damaged. */
const promisedLife: Life = { steps: [logon, work, ...fastExit] };

/**
 * A chain of lives over the same data: one that is promised, one of the kind that is going to be killed, to measure it,
 * and then one for each point.
 */
function chain(steps: readonly Step[], kills: readonly KillPoint[]): readonly Life[] {
  return [promisedLife, { steps }, ...kills.map((point): Life => ({ steps, kill: point }))];
}

/** So many points all over a part: each one somewhere in its own share of it, where the seed says. */
function spread(
  count: number,
  make: (share: number, spread: number, index: number) => KillPoint,
): readonly KillPoint[] {
  return Array.from({ length: count }, (_, index) => make((index + 0.5) / count, 1 / count, index));
}

/** Points in time, and before and after durable writes in turn. */
function points(within: 'work' | 'shutdown', times: number, writes: number): readonly KillPoint[] {
  return [
    ...spread(times, (time, width) => ({ within, time, spread: width })),
    ...spread(writes, (write, width, index) => ({
      within,
      write,
      when: index % 2 === 0 ? 'before' : 'after',
      spread: width,
    })),
  ];
}

function brokenMedium(name: string, title: string, medium: MediumFault): Scenario {
  return {
    name,
    title,
    stances: in_,
    unannounced: true,
    medium,
    lives: [promisedLife, { steps: [logon, work, { do: 'break-medium' }, someWork, ...fastExit] }],
  };
}

/**
 * The medium breaks and is whole again while the client works; then, in a life on the same data, from before Notify until
 * after a first Do.
 */
function healingMedium(name: string, title: string, medium: MediumFault): Scenario {
  const pause: Step = { do: 'wait', ms: LONG_BACKGROUND_MS };
  const healedAtWork: readonly Step[] = [
    logon,
    work,
    pause,
    { do: 'break-medium' },
    someWork,
    pause,
    { do: 'heal-medium' },
    someWork,
    pause,
    someWork,
    ...fastExit,
  ];
  const healedAfterDo: readonly Step[] = [
    logon,
    someWork,
    { do: 'break-medium' },
    someWork,
    query,
    notify,
    shutdown,
    { do: 'heal-medium' },
    shutdown,
    kill,
  ];
  return {
    name,
    title,
    stances: in_,
    unannounced: true,
    medium,
    lives: [{ steps: healedAtWork }, { steps: healedAfterDo }],
  };
}

function neighbour(name: string, does: string, companion: Companion): Scenario {
  return {
    name: `${name}-neighbour`,
    title: `Another provider in the profile ${does} in its turn of the shutdown`,
    stances: in_,
    companions: [companion],
    lives: [promisedLife],
  };
}

const background: Step = { do: 'wait', ms: BACKGROUND_MS };
const tenItems: Step = { do: 'work', workload: 'bulk', items: { count: 10 } };
/** Another process comes when there is something durable, and goes before there is more. */
const amongOthers: readonly Step[] = [someWork, background, { do: 'second-instance' }, background];
const fewItemsInOrder: readonly Step[] = [logon, tenItems, logoff, exit];

/** What goes wrong: kills that nobody announces, media that break, neighbours that misbehave, leftovers of others. */
export const FAULTS: readonly Scenario[] = [
  {
    name: 'killed-in-shutdown',
    title: 'Lives one after the other on the same data, most of them killed inside Notify or Do',
    stances: in_,
    unannounced: true,
    lives: chain([logon, readBack, someWork, ...fastExit], points('shutdown', 6, 6)),
  },
  {
    name: 'killed-at-work',
    title: 'Lives one after the other on the same data, most of them killed in the middle of ordinary work',
    stances: in_,
    unannounced: true,
    lives: chain(
      [logon, readBack, someWork, { do: 'wait', ms: BACKGROUND_MS }, someWork, ...fastExit],
      points('work', 4, 2),
    ),
  },
  brokenMedium('disk-full', 'The disk is full from before Notify on, and has room again in the next life', 'full'),
  brokenMedium('disk-read-only', 'The disk is read-only from before Notify on, and not in the next life', 'read-only'),
  brokenMedium('file-size-limit', 'From before Notify on no file may grow beyond the largest one', 'file-size'),
  healingMedium(
    'disk-full-for-a-while',
    'The disk is full for a while: at work, and in another life until a first Do has failed; then there is room again',
    'full',
  ),
  healingMedium(
    'file-size-limit-for-a-while',
    'For a while no file may grow beyond the largest one: at work, and in another life until a first Do has failed',
    'file-size',
  ),
  {
    name: 'second-instance',
    title: 'Another process logs on, saves and is shut down properly, while the first one is at work on the same data',
    kinds: ['store', 'address-book'],
    notWith: ['transport'],
    stances: in_,
    unannounced: true,
    lives: [
      promisedLife,
      {
        steps: [logon, someWork, { do: 'second-instance' }, background, someWork, ...fastExit],
      },
      { steps: [logon, tenItems, ...fastExit], beside: true },
    ],
  },
  {
    name: 'other-instances-leave',
    title:
      'Two further processes, one after the other, log on, save and leave the classic way, while the first one is at work on the same data',
    kinds: ['store', 'address-book'],
    notWith: ['transport'],
    stances: in_,
    unannounced: true,
    lives: [
      promisedLife,
      { steps: [logon, ...amongOthers, ...amongOthers, someWork, ...fastExit] },
      { steps: fewItemsInOrder, beside: true },
      { steps: fewItemsInOrder, beside: true },
    ],
  },
  neighbour('throwing', 'throws', 'throwing-transport'),
  neighbour('slow', 'takes its time', 'slow-transport'),
  neighbour('hanging', 'hangs until somebody ends the process', 'hanging-store'),
  neighbour('crashing', 'crashes', 'crashing-store'),
];
