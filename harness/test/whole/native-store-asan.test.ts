import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { certify } from '#harness/run/certify.js';
import { certifyAndJudgeAgain } from '../certification/support/judged-again.js';
import { missingCompiler } from '../native/compilers.js';
import { buildStore, FOUND_BY_ASAN, storeLibrary } from '../native/store-variants.js';
import { temporaryFolder } from '../run/temporary-folder.js';

// The message store in C++, built with AddressSanitizer.

const compiled = missingCompiler('g++') === null ? test.serial : test.serial.skip;

compiled('The store in C++ is certified by the quick mode while AddressSanitizer watches it', async (t) => {
  t.timeout(580_000);
  buildStore('so', '--asan');
  const provider = storeLibrary('so', 'asan');
  await t.throwsAsync(certify({ provider, quick: true, out: null }), {
    message: /-asan\.so is built with Address.*give asan$/,
  });
  const report = await certifyAndJudgeAgain({ provider, quick: true, seed: 7, asan: true });
  t.is(report.verdict, 'passed', report.summary);
  t.is(report.provider.stance, 'in');
  t.true(report.settings.asan);
  t.is(report.totals.livesWithTwoThreads, report.totals.lives);
  t.is(report.totals.processes, report.totals.lives);
});

compiled('The variants of the store are built with AddressSanitizer', (t) => {
  t.timeout(300_000);
  t.notThrows(() => buildStore('so', '--asan', '--fault', 'all'));
});

for (const [name, call, found] of FOUND_BY_ASAN) {
  compiled(`${name}: AddressSanitizer says what it is, and where`, async (t) => {
    t.timeout(300_000);
    const out = join(temporaryFolder(t), 'out');
    const provider = storeLibrary('so', `${name}-asan`);
    const report = await certify({ provider, only: ['COM-5', 'SEQ-1'], quick: true, seed: 7, out, asan: true });
    t.is(report.verdict, 'not-certified', report.summary);
    const finding = report.findings.find(({ id }) => id === 'COM-5');
    t.is(finding?.status, 'fail', finding?.message);
    t.regex(finding?.message ?? '', RegExp(`^AddressSanitizer ended the process .*${call.source}${found.source}$`));
    const [violation] = finding?.violations ?? [];
    t.regex(
      violation?.because ?? '',
      RegExp(`^AddressSanitizer: ${found.source}; its whole report is life-1\\.asan\\.txt `),
    );
    const whole = readFileSync(join(out, 'evidence', violation?.run ?? '', 'life-1.asan.txt'), 'utf8');
    t.regex(whole, /^==\d+==ERROR: AddressSanitizer: .*\n/m);
    t.regex(whole, /^SUMMARY: AddressSanitizer: /m);
  });
}
