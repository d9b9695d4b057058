import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { finding } from '../support/certification-report.js';
import { keepQuick, keptQuick } from './support/quick-findings.js';

test('What the quick mode came to is found by the detection that follows, and only where there is a folder for it', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-quick-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const inside = join(folder, 'not-there-yet');
  const quick = { findings: [finding({ id: 'DUR-1', status: 'fail' })] };
  keepQuick('broken/loses-all', quick, inside);
  t.deepEqual(keptQuick('broken/loses-all', inside), quick);
  t.is(keptQuick('broken/other', inside), undefined);
  keepQuick('broken/other', quick, undefined);
  t.is(keptQuick('broken/other', undefined), undefined);
});
