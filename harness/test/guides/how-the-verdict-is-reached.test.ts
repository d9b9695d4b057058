import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { readProfileFile } from '#harness/run/input/profile-file.js';
import { ROOT } from '../support/npm.js';

const guide = readFileSync(join(ROOT, 'docs', 'how-the-verdict-is-reached.md'), 'utf8');

test('The profile file of the guide is one', (t) => {
  const [, json = ''] = /^```json\n([\s\S]*?)^```$/m.exec(guide) ?? [];
  const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-guide-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'profile.json'), json);
  const { providers } = readProfileFile('profile.json', folder);
  t.deepEqual(
    providers.map(({ module }) => module),
    ['./dist/my-store.js', './dist/my-transport.js'],
  );
});
