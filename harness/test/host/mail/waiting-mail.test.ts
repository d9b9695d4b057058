import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { mayBeOnItsWay } from '#harness/host/mail/waiting-mail.js';
import { FarSideLog } from '#harness/run/far-side/far-side-log.js';

test('a message may be on its way when something has arrived in this life, or itself in an earlier one', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'mapi-certify-waiting-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'far-side.ndjson');
  const isDoubtful = (item: string): boolean =>
    mayBeOnItsWay({ item, entryId: new Uint8Array() }, { farSide: { settings: [], file, refuses: true }, life: 1 });
  t.false(isDoubtful('o2'), 'nothing ever went through');
  const log = new FarSideLog(file);
  log.delivered('<1@x>', { subject: 'o1 v1 x', recipients: ['a@x'] });
  log.beginLife(1);
  log.offered('g2-i1', { subject: 'g2-i1 v1 x' });
  t.deepEqual(['o1', 'o2'].map(isDoubtful), [true, false]);
  log.delivered('<3@x>', { subject: 'o3 v1 x', recipients: ['a@x'] });
  t.true(isDoubtful('o2'));
  t.false(mayBeOnItsWay({ item: 'o2', entryId: new Uint8Array() }, { farSide: null, life: 1 }));
});
