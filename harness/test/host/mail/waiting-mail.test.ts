import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { hasBegunToSend } from '#harness/host/mail/waiting-mail.js';
import { FarSideLog } from '#harness/run/far-side/far-side-log.js';

test('a transport has begun to send when something has arrived in this life, whatever arrived in others', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'mapi-certify-waiting-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'far-side.ndjson');
  const hasBegun = (): boolean => hasBegunToSend({ farSide: { settings: [], file, refuses: true }, life: 1 });
  t.false(hasBegun(), 'nothing ever went through');
  const log = new FarSideLog(file);
  log.delivered('<1@x>', { subject: 'o1 v1 x', recipients: ['a@x'] });
  log.beginLife(1);
  log.offered('g2-i1', { subject: 'g2-i1 v1 x' });
  t.false(hasBegun());
  log.delivered('<2@x>', { subject: 'o2 v1 x', recipients: ['a@x'] });
  t.true(hasBegun());
  t.false(hasBegunToSend({ farSide: null, life: 1 }));
});
