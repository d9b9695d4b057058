import test from 'ava';
import { certifyFixture } from './support/certify-fixture.js';

// The tests of the broken providers choose their requirements, and then their lives share no process with those of others.

test('a store that writes later what it has not saved in Do is caught by the quick mode, although the processes of its lives go on', async (t) => {
  t.timeout(120_000);
  const { findings } = await certifyFixture({
    provider: 'broken/loses-saves-after-notify',
    options: { quick: true, jobs: 2 },
  });
  const [finding, ...others] = findings.filter(({ status }) => status === 'fail');
  t.deepEqual(others, []);
  t.is(finding?.id, 'SEQ-10');
  t.regex(
    finding?.message ?? '',
    /^with saves between the calls: \d+ items? not in the last saved state and \d+ items? lost, in 1 of 1 run$/,
  );
});
