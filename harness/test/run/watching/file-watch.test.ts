import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { FileWatch } from '#harness/run/watching/file-watch.js';
import { providerPaths } from '#harness/run/watching/provider-paths.js';

const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-watch-'));
test.after.always(() => rmSync(folder, { recursive: true, force: true }));

test('changes that come together are one; a file may come and go; what is not watched any more is not told', async (t) => {
  const [there, coming] = [join(folder, 'there.js'), join(folder, 'coming.js')];
  writeFileSync(there, 'a');
  let told = 0;
  let tell: () => void = () => {};
  const files = new FileWatch(() => {
    told += 1;
    tell();
  });
  t.teardown(() => files.close());
  const next = (): Promise<void> => new Promise((resolve) => (tell = resolve));
  files.watch([there, coming]);
  await sleep(400);
  t.is(told, 0);
  let change = next();
  writeFileSync(there, 'longer');
  writeFileSync(coming, 'new');
  await change;
  t.is(told, 1);
  change = next();
  rmSync(there);
  await change;
  files.watch([coming]);
  writeFileSync(there, 'back again');
  await sleep(700);
  t.is(told, 2);
});

test('the files of a provider are its modules, and what they import that is not there yet', async (t) => {
  const store = fileURLToPath(new URL('../../fixtures/stores/correct-opt-out.js', import.meta.url));
  const main = join(folder, 'main.js');
  writeFileSync(main, `import './part.js';\nimport './not-yet.js';\nexport * from ${JSON.stringify(store)};\n`);
  writeFileSync(join(folder, 'part.js'), "import 'node:fs';\n");
  const paths = await providerPaths({ cwd: folder, profile: {}, profileFile: null, provider: './main.js' });
  t.true(paths.includes(store));
  for (const name of ['main.js', 'part.js', 'not-yet.js'])
    t.true(
      paths.some((path) => path.endsWith(name)),
      name,
    );
  t.false(paths.some((path) => path.includes('node_modules')));
});
