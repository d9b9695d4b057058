import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import test from 'ava';
import { entriesOf } from '../architecture/public-names.js';
import { ROOT, run } from '../support/npm.js';
import { compile } from './support/compiler.js';
import { fileOf, snippetsOf } from './support/snippets.js';

// The page of each module in the API reference opens with a sentence and an example. Each example is compiled under `strict`,
// and does what its comments say.

interface Opening {
  readonly name: string;
  readonly sentence: string;
  readonly example: string;
}

/** The docstring of a module, as its page begins. */
function openingOf(name: string, source: string): Opening {
  const [, comment = ''] = /^\/\*\*\n([\s\S]*?) \* @packageDocumentation\n/.exec(source) ?? [];
  const text = comment.replaceAll(/^ \* ?/gm, '');
  const [, example = ''] = /^@example\n```ts\n([\s\S]*?)^```$/m.exec(text) ?? [];
  return { name, sentence: text.split('\n\n')[0]?.replaceAll('\n', ' ') ?? '', example };
}

const openings = ['sdk', 'harness'].flatMap((folder) =>
  entriesOf(folder).map(({ name, types }) => {
    const source = join(ROOT, folder, 'src', basename(types).replace('.d.ts', '.ts'));
    return openingOf(name, readFileSync(source, 'utf8'));
  }),
);

test('The page of each module opens with one sentence and an example that imports the module', (t) => {
  t.is(openings.length, 7);
  for (const { name, sentence, example } of openings) {
    t.regex(sentence, /^[A-Z][^.]*(?:`[^`]*`[^.]*)*\.$/, name);
    t.true(example.includes(`from '${name}';`), name);
  }
});

test('The example of each module compiles, runs, and prints what it says', async (t) => {
  t.timeout(120_000);
  mkdirSync(join(ROOT, 'harness', 'build'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, 'harness', 'build', 'modules-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const guide = snippetsOf(readFileSync(join(ROOT, 'docs', 'write-your-first-store.md'), 'utf8'));
  writeFileSync(join(folder, 'box-store.ts'), fileOf(guide, 'box-store.ts').typescript);
  for (const [index, { example }] of openings.entries()) writeFileSync(join(folder, `module-${index}.ts`), example);
  const { code, stdout } = await compile(folder);
  t.is(code, 0, stdout);
  for (const [index, { name, example }] of openings.entries()) {
    const ran = await run(process.execPath, [`module-${index}.js`], folder);
    t.is(ran.code, 0, ran.stderr);
    t.is(ran.stderr, '', name);
    const said = [...example.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, line]) => line);
    t.deepEqual(ran.stdout.split('\n').slice(0, said.length), said, name);
  }
});
