import type { Step } from '../scenarios/scenario.js';
import type { Life } from './life.js';
import { Problem } from './life.js';
import { sleep } from './own.js';
import { probe } from './probe.js';
import { readBack } from './read-back.js';
import { callAfterShutdown } from './steps/call-after-shutdown.js';
import { exitNormally, killSelf, leave } from './steps/ending.js';
import { linger } from './steps/linger.js';
import { logoff } from './steps/logoff.js';
import { logon } from './steps/logon.js';
import { notify, query, shutDown } from './steps/shutdown-calls.js';
import type { ClientSession } from './store/client-session.js';
import { makeWorkbench, work } from './workload/work.js';
import type { Workbench } from './workload/workbench.js';

/**
 * Does the steps of a life in order. Only a step that waits gives the event loop a turn; all others follow one another
 * within the same turn, so that nothing of the provider's gets in between.
 *
 * @param life - what the steps share
 * @throws whatever a step throws; the life is over then
 */
export async function run(life: Life): Promise<void> {
  let previous = 'start';
  for (const [index, step] of life.plan.steps.entries()) {
    life.journal.write({ e: 'step', index, do: step.do });
    const pending = perform(life, step, index, previous);
    if (pending !== undefined) await pending;
    previous = step.do;
  }
}

function perform(life: Life, step: Step, index: number, previous: string): Promise<void> | undefined {
  switch (step.do) {
    case 'logon':
      logon(life);
      return undefined;
    case 'work': {
      const client = sessionOf(life, step.session ?? 0);
      const { plan, journal, phase } = life;
      work({ plan, journal, client, workbench: workbenchOf(life, client), phase, step, index });
      return undefined;
    }
    case 'wait':
      return sleep(step.ms);
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
      for (const client of life.sessions) readBack(life, client);
      return undefined;
    case 'probe':
      probe(life);
      return undefined;
    case 'call-after-shutdown':
      callAfterShutdown(life);
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

function sessionOf(life: Life, index: number): ClientSession {
  const client = life.sessions[index];
  if (client === undefined) throw new Problem(`the script works in session ${index + 1}, which is not logged on`);
  return client;
}

function workbenchOf(life: Life, client: ClientSession): Workbench {
  const known = life.workbenches.get(client.index) ?? makeWorkbench(life.plan, client);
  life.workbenches.set(client.index, known);
  return known;
}
