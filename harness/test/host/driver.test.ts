import { FLUSH_DOWNLOAD } from '@mapi-kit/sdk';
import test from 'ava';
import sinon from 'sinon';
import { run } from '#harness/host/driver.js';
import type { LifeContext } from '#harness/host/life-context.js';

test('the step that fetches has the spooler flush what is to come in', async (t) => {
  const FlushQueues = sinon.spy();
  const life = {
    plan: { steps: [{ do: 'fetch' }] },
    journal: { write: () => {} },
    killTrigger: { leave: () => {} },
    subsystem: { spooler: { FlushQueues } },
  } as unknown as LifeContext;
  await run(life);
  t.deepEqual(FlushQueues.args, [[FLUSH_DOWNLOAD]]);
});

test('the step that delivers has every transport submit before it waits for one, and the others do nothing', async (t) => {
  const calls: string[] = [];
  const transport = (name: string) => ({
    deliver: async (index: number, phase: string) => {
      calls.push(`${name} submits (${index}, ${phase})`);
      await Promise.resolve();
      calls.push(`${name} is done`);
    },
  });
  const life = {
    plan: { steps: [{ do: 'deliver' }] },
    journal: { write: () => {} },
    killTrigger: { leave: () => {} },
    phase: 'before-query',
    sessions: [{ subjects: [{}, transport('one')] }, { subjects: [transport('two')] }],
  } as unknown as LifeContext;
  await run(life);
  t.deepEqual(calls.slice(0, 2), ['one submits (0, before-query)', 'two submits (0, before-query)']);
  t.deepEqual(calls.slice(2), ['one is done', 'two is done']);
});

test('without a transport the step that delivers takes no turn of the event loop', async (t) => {
  const steps: string[] = [];
  const life = {
    plan: { steps: [{ do: 'deliver' }, { do: 'fetch' }] },
    journal: { write: ({ do: name }: { readonly do: string }) => steps.push(name) },
    killTrigger: { leave: () => {} },
    sessions: [{ subjects: [{}] }],
    subsystem: { spooler: { FlushQueues: () => 0 } },
  } as unknown as LifeContext;
  const running = run(life);
  t.deepEqual(steps, ['deliver', 'fetch']);
  await running;
});
