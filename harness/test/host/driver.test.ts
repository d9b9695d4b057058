import { FLUSH_DOWNLOAD } from '@mapi-kit/sdk';
import test from 'ava';
import sinon from 'sinon';
import { run } from '#harness/host/driver.js';
import type { Life } from '#harness/host/life.js';

test('the step that fetches has the spooler flush what is to come in', async (t) => {
  const FlushQueues = sinon.spy();
  const life = {
    plan: { steps: [{ do: 'fetch' }] },
    journal: { write: () => {} },
    killPoint: { leave: () => {} },
    subsystem: { spooler: { FlushQueues } },
  } as unknown as Life;
  await run(life);
  t.deepEqual(FlushQueues.args, [[FLUSH_DOWNLOAD]]);
});
