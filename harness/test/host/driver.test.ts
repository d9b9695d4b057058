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
