import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import nodeRunner from 'node:test';
import test, { type ExecutionContext } from 'ava';
import { test as vitestRunner } from 'vitest';
import { type NodeTest, nodeTest, type VitestTest, vitest } from '#harness/index.js';
import { ROOT, run } from '../support/npm.js';

const fixture = (name: string): string => join(ROOT, 'harness', 'build', 'test', 'fixtures', `${name}.js`);

test('The runners can be given as they are', (t) => {
  const ofNode: NodeTest = nodeRunner;
  const ofVitest: VitestTest = vitestRunner;
  t.deepEqual([ofNode, ofVitest], [nodeRunner, vitestRunner]);
});

test('A test gets its time when it is registered, in both', (t) => {
  const times: number[] = [];
  nodeTest((_title, { timeout }) => times.push(timeout))('a', async () => {}, 7);
  vitest((_title, _implementation, timeout) => times.push(timeout))('b', async () => {}, 8);
  t.deepEqual(times, [7, 8]);
});

const TEXTS = {
  'node:test': {
    head: "import runner from 'node:test';\nimport { certificationTests, nodeTest as adapted } from '@mapi-kit/harness';",
    command: (file: string) => ['--test', '--test-reporter=tap', file],
  },
  Vitest: {
    head: "import { test as runner } from 'vitest';\nimport { certificationTests, vitest as adapted } from '@mapi-kit/harness';",
    command: (file: string, folder: string) => [
      join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--reporter=tap-flat',
      '--root',
      folder,
      file,
    ],
  },
} as const;

for (const [name, { head, command }] of Object.entries(TEXTS)) {
  const certify = async (t: ExecutionContext, provider: string): Promise<{ code: number | null; lines: string[] }> => {
    t.timeout(120_000);
    mkdirSync(join(ROOT, 'harness', 'build'), { recursive: true });
    const folder = mkdtempSync(join(ROOT, 'harness', 'build', 'runner-'));
    t.teardown(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'provider.test.js');
    const options = JSON.stringify({ provider: fixture(provider), only: ['COM-1', 'ANS-5'], seed: 7, jobs: 1 });
    writeFileSync(file, `${head}\ncertificationTests(adapted(runner), ${options});\n`);
    const ran = await run(process.execPath, command(file, folder), folder, { NODE_TEST_CONTEXT: undefined });
    return { code: ran.code, lines: `${ran.stdout}\n${ran.stderr}`.split('\n') };
  };

  test.serial(`${name}: what holds passes, and what does not apply says so`, async (t) => {
    const { code, lines } = await certify(t, 'stores/correct-opt-out');
    t.is(code, 0, lines.join('\n'));
    t.is(
      lines.filter((line) => /^ok \d+ - .*(COM-1|ANS-5|the provider is certified)/.test(line)).length,
      3,
      lines.join('\n'),
    );
  });

  test.serial(`${name}: what is broken fails, with all that an author needs`, async (t) => {
    const { code, lines } = await certify(t, 'broken/same-object-twice');
    t.is(code, 1, lines.join('\n'));
    t.true(
      lines.some((line) => /^not ok \d+ - .*COM-1/.test(line)),
      lines.join('\n'),
    );
    for (const label of ['expected', 'seen', 'look at', 'source', 'again']) {
      t.true(
        lines.some((line) => line.includes(label)),
        label,
      );
    }
    t.false(
      lines.some((line) => /^\s+at .*other-runners/.test(line)),
      'no stack of the harness',
    );
  });
}
