import { FLUSH_DOWNLOAD } from '@mapi-kit/sdk';
import type { Step } from '../scenarios/scenario.js';
import { killSelf } from './kill/kill-self.js';
import type { LifeContext } from './life-context.js';
import type { LoggedOn } from './logged-on.js';
import { sleep } from './primordials.js';
import { probe } from './probe/probe.js';
import { Problem } from './problem.js';
import { breakMedium } from './steps/break-medium.js';
import { callAfterShutdown } from './steps/call-after-shutdown.js';
import { exitNormally, leave } from './steps/ending.js';
import { linger } from './steps/linger.js';
import { logoff } from './steps/logoff.js';
import { logon } from './steps/logon.js';
import { readBack } from './steps/read-back.js';
import { secondInstance } from './steps/second-instance.js';
import { notify, query, shutDown } from './steps/shutdown-calls.js';
import { watch } from './steps/watch.js';

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
    life.journal.write({ e: 'step', index, do: step.do });
    mark(life, step);
    const pending = perform(life, step, index, previous);
    if (pending !== undefined) await pending;
    previous = step.do;
  }
}

/** Ordinary work goes on through pauses; a shutdown, from Notify on, until DoFastShutdown has returned. */
function mark({ killTrigger }: LifeContext, step: Step): void {
  if (step.do === 'work') killTrigger.enter('work');
  else if (step.do === 'notify' || step.do === 'shutdown') killTrigger.enter('shutdown');
  else if (step.do !== 'wait') killTrigger.leave();
}

function perform(life: LifeContext, step: Step, index: number, previous: string): Promise<void> | undefined {
  switch (step.do) {
    case 'logon':
      logon(life);
      return undefined;
    case 'work':
      for (const subject of sessionOf(life, step.session ?? 0).subjects) subject.work(step, index, life.phase);
      return undefined;
    case 'wait':
      return sleep(step.ms);
    case 'fetch':
      life.subsystem.spooler.FlushQueues(FLUSH_DOWNLOAD);
      return undefined;
    case 'query':
      query(life);
      return undefined;
    case 'notify':
      notify(life);
      return undefined;
    case 'shutdown':
      shutDown(life);
      return undefined;
    case 'leave':
      return leave(life, step.gapMs ?? 0);
    case 'read-back':
      return readBack(life, step.drain !== false);
    case 'probe':
      probe(life);
      return undefined;
    case 'call-after-shutdown':
      callAfterShutdown(life);
      return undefined;
    case 'watch':
      return watch(life, step);
    case 'break-medium':
      breakMedium(life);
      return undefined;
    case 'second-instance':
      secondInstance(life);
      return undefined;
    case 'linger':
      return linger(life, step.ms);
    case 'logoff':
      logoff(life);
      return undefined;
    case 'kill':
      return killSelf(life, previous);
    case 'exit':
      return exitNormally(life);
  }
}

function sessionOf(life: LifeContext, index: number): LoggedOn {
  const session = life.sessions[index];
  if (session === undefined) throw new Problem(`the script works in session ${index + 1}, which is not logged on`);
  return session;
}
