import { fileURLToPath } from 'node:url';
import test from 'ava';
import type { CertificationReport } from '#harness/report/report.js';
import { certifyWith } from '#harness/run/certify.js';
import type { CertifyOptions } from '#harness/run/input/certify-options.js';
import { defaultTools } from '#harness/run/tools.js';
import { ITEMS, SEED } from '../certification/support/expectation.js';
import { fixture } from '../certification/support/fixture.js';
import { idsOf, messagesOf } from '../certification/support/statuses.js';

// The harness is broken here, and the provider is right: nothing may be certified that was not proven.

async function certifyWithHost(host: string, options: Partial<CertifyOptions> = {}): Promise<CertificationReport> {
  const hostFile = fileURLToPath(new URL(`../fixtures/hosts/${host}.js`, import.meta.url));
  const provider = fixture('stores/correct-store');
  return await certifyWith(
    { provider, out: null, seed: SEED, items: ITEMS, jobs: 2, ...options },
    { ...defaultTools, hostFile },
  );
}

test.beforeEach((t) => {
  t.timeout(580_000);
});

test.serial('without its kill the harness certifies nothing', async (t) => {
  const report = await certifyWithHost('kills-nothing', { only: ['SEQ-2', 'DUR-1'] });
  t.is(report.verdict, 'inconclusive');
  t.deepEqual(idsOf(report, 'inconclusive'), ['SEQ-2', 'DUR-1']);
  t.is(report.totals.killsProven, 0);
  t.regex(
    report.summary,
    /^\d+ kills could not be proven \(the process went on living after its kill\)\. Nothing is certified\.$/,
  );
});

test.serial('an orderly exit in place of the kill certifies nothing', async (t) => {
  // Kills that nobody announces come from a thread, which still can.
  const report = await certifyWithHost('exits-instead-of-killing', { skip: ['FAULT'] });
  t.is(report.verdict, 'inconclusive');
  t.is(report.totals.killsProven, 0);
  t.deepEqual(idsOf(report, 'fail'), []);
  for (const id of [
    'SEQ-1',
    'SEQ-2',
    'SEQ-6',
    'SEQ-8',
    'SEQ-10',
    'SEQ-12',
    'DUR-1',
    'DUR-2',
    'DUR-3',
    'DUR-10',
    'QUIET-2',
  ]) {
    t.true(idsOf(report, 'inconclusive').includes(id), `${id} is inconclusive`);
  }
  t.regex(report.summary, /^\d+ kills could not be proven \(.*\)\. Nothing is certified\.$/);
});

test.serial('an end of the process without a signal in place of the kill certifies nothing', async (t) => {
  const report = await certifyWithHost('exits-at-once-instead-of-killing', { only: ['SEQ-2', 'DUR-1'] });
  t.is(report.verdict, 'inconclusive');
  t.deepEqual(idsOf(report, 'inconclusive'), ['SEQ-2', 'DUR-1']);
  t.regex(
    report.summary,
    /^\d+ kills could not be proven \(the kill was called for, but the process ended otherwise: exit code 0\)\. Nothing is certified\.$/,
  );
});

test.serial('a medium that is not broken certifies nothing about broken ones', async (t) => {
  const report = await certifyWithHost('breaks-no-medium', { only: ['FAULT-1'] });
  t.is(report.verdict, 'inconclusive');
  t.deepEqual(idsOf(report, 'inconclusive'), ['FAULT-1']);
  t.regex(
    messagesOf(report, 'inconclusive')['FAULT-1'] ?? '',
    // Where nothing can be mounted, the others say that.
    /^no medium could be broken \(.*file size limit: no write was refused\)$/,
  );
});
