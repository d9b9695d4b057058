import { FLUSH_DOWNLOAD } from '@mapi-kit/sdk';
import { partOf } from '../scenarios/step-facts.js';
import type { Step, StepName, StepOf } from '../scenarios/step-kinds.js';
import { killSelf } from './kill/kill-self.js';
import type { LifeContext } from './life-context.js';
import type { LoggedOn } from './logged-on.js';
import { probe } from './probe/probe.js';
import { probeOpened } from './probe/probe-opened.js';
import { Problem } from './problem.js';
import { breakMedium } from './steps/break-medium.js';
import { callAfterShutdown } from './steps/call-after-shutdown.js';
import { deliver } from './steps/deliver.js';
import { exitNormally, leave } from './steps/ending.js';
import { healMedium } from './steps/heal-medium.js';
import { linger } from './steps/linger.js';
import { logoff } from './steps/logoff.js';
import { logon } from './steps/logon.js';
import { readBack } from './steps/read-back.js';
import { secondInstance } from './steps/second-instance.js';
import { notify, query, shutDown } from './steps/shutdown-calls.js';
import { wait } from './steps/wait.js';
import { watch } from './steps/watch.js';

/** Where in a life a step stands. */
interface Place {
  /** 0-based. */
  readonly index: number;
  /** The step before; `start`: it is the first one. */
  readonly previous: string;
}

/** Does a step. What it returns is waited for; without that the next step follows in the same turn. */
type Effect<Name extends StepName> = (life: LifeContext, step: StepOf<Name>, place: Place) => Promise<void> | undefined;

/** What each step does; what else is known of it is in scenarios/step-kinds.ts. */
const EFFECTS: { readonly [Name in StepName]: Effect<Name> } = {
  logon: (life) => atOnce(logon(life)),
  work: (life, step, { index }) => {
    for (const subject of sessionOf(life, step.session ?? 0).subjects) subject.work(step, index, life.phase);
    return undefined;
  },
  wait,
  deliver: (life, _, { index }) => deliver(life, index),
  fetch: ({ subsystem }) => atOnce(subsystem.spooler.FlushQueues(FLUSH_DOWNLOAD)),
  query: (life) => atOnce(query(life)),
  notify: (life) => atOnce(notify(life)),
  shutdown: (life) => atOnce(shutDown(life)),
  leave: (life, { gapMs = 0 }) => leave(life, gapMs),
  'read-back': (life, { drain, settle }) => readBack(life, { drains: drain !== false, settles: settle === true }),
  probe: (life) => atOnce(probe(life)),
  'probe-opened': (life) => atOnce(probeOpened(life)),
  'call-after-shutdown': (life) => atOnce(callAfterShutdown(life)),
  watch,
  'break-medium': (life) => atOnce(breakMedium(life)),
  'heal-medium': (life) => atOnce(healMedium(life)),
  'second-instance': (life, step, { index }) => atOnce(secondInstance(life, earlierOf(life, step, index))),
  linger: (life, { ms }) => linger(life, ms),
  logoff: (life) => atOnce(logoff(life)),
  kill: (life, _, { previous }) => killSelf(life, previous),
  exit: exitNormally,
};

/**
 * Does the steps of a life in order. Only a step that waits gives the event loop a turn; all others follow one another
 * within the same turn, so that nothing of the provider's gets in between.
 *
 * @param life - what the steps share
 * @throws whatever a step throws; the life is over then
 */
export async function run(life: LifeContext): Promise<void> {
  let previous = 'start';
  for (const [index, step] of life.plan.steps.entries()) {
    const part = partOf(step);
    // Whoever is killed at the end of a part has not begun the step that follows it.
    if (part === null) life.killTrigger.leave();
    life.journal.write({ e: 'step', index, do: step.do });
    // Ordinary work goes on through pauses; a shutdown, which its first call begins, until DoFastShutdown has returned.
    if (part === 'work') life.killTrigger.enter(part);
    const pending = perform(life, step, { index, previous });
    if (pending !== undefined) await pending;
    previous = step.do;
  }
}

function perform<Name extends StepName>(
  life: LifeContext,
  step: StepOf<Name>,
  place: Place,
): Promise<void> | undefined {
  return EFFECTS[step.do](life, step, place);
}

/** How many steps of the same name come before a step of a life. */
function earlierOf({ plan }: LifeContext, step: Step, index: number): number {
  return plan.steps.slice(0, index).filter((each) => each.do === step.do).length;
}

/** For steps that are over when they return. */
function atOnce(_: unknown): undefined {
  return undefined;
}

function sessionOf(life: LifeContext, index: number): LoggedOn {
  const session = life.sessions[index];
  if (session === undefined) throw new Problem(`the script works in session ${index + 1}, which is not logged on`);
  return session;
}
