import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'ava';
import { ROOT } from '../support/npm.js';
import { settingUpOf } from './support/commands.js';
import { compile, tsconfigOf } from './support/compiler.js';
import { mistakesOf, moduleWith } from './support/mistakes.js';
import { diffsOf, snippetsOf, snippetWith, withJavaScript } from './support/snippets.js';
import { patched, reopened, spliced } from './support/splice.js';
import { stripTypes } from './support/strip-types.js';

// What README and guides show is TypeScript that compiles under `strict`, and beside it the same in JavaScript.

const read = (page: string): string => readFileSync(join(ROOT, page), 'utf8');
const guides = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
const pages = ['README.md', ...guides.map((name) => `docs/${name}`)].filter((page) => /^```[jt]s$/m.test(read(page)));
const first = guides.filter((name) => name.startsWith('write-your-first-'));
const typescript = ({ typescript: code }: { readonly typescript: string }): string => code;

for (const page of pages) {
  test(`The JavaScript of ${page} is its TypeScript without types`, (t) => {
    const text = read(page);
    const stripped = stripTypes(snippetsOf(text).map(typescript));
    t.is(withJavaScript(text, stripped), text, 'run npm run guides');
  });

  test(`No JavaScript of ${page} stands without TypeScript`, (t) => {
    const text = read(page);
    const beside = snippetsOf(text).filter(({ javascript }) => javascript !== undefined);
    t.is(text.match(/^```js$/gm)?.length ?? 0, beside.length);
  });
}

test('The guides of the three kinds have their readers write the same tsconfig.json, which is strict', (t) => {
  t.is(first.length, 3);
  const [one = '', ...others] = first.map((guide) => tsconfigOf(read(`docs/${guide}`)));
  t.like(JSON.parse(one), { compilerOptions: { strict: true } });
  for (const other of others) t.is(other, one);
});

test('They have them make the same folder, but for what a transport sends with', (t) => {
  const [one, two, three] = first.map((guide) => settingUpOf(read(`docs/${guide}`)));
  t.true((one?.length ?? 0) > 3);
  t.deepEqual(two, one);
  t.deepEqual(
    three?.filter((command) => command !== 'npm install nodemailer'),
    one,
  );
});

/** What an `async` hook is to the compiler: no method of the base class, and so its class no provider. */
const REFUSED = ['TS2416', 'TS2345'];

test('The TypeScript of all pages compiles under that, but for hooks that promise', async (t) => {
  t.timeout(300_000);
  mkdirSync(join(ROOT, 'harness', 'build'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, 'harness', 'build', 'guides-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const files = filesOfAllPages();
  for (const [name, code] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), code);
  }
  const { stdout } = await compile(folder);
  const errors = [...stdout.matchAll(/^(?<file>[\w./-]+)\(.*: error (?<code>TS\d+)/gm)].map(
    ({ groups = {} }) => groups,
  );
  const codesOf = (name: string) => errors.filter(({ file }) => file === name).map(({ code }) => code);
  for (const [name, code] of files) {
    t.deepEqual(codesOf(name), code.includes('override async persistForExit') ? REFUSED : [], stdout);
  }
});

function filesOfAllPages(): ReadonlyMap<string, string> {
  const files = new Map([['readme.ts', snippetsOf(read('README.md')).map(typescript).join('\n')]]);
  for (const code of pages.flatMap((page) => snippetsOf(read(page))).map(typescript)) {
    const [, name] = /^\/\/ ([\w.-]+\.ts)\n/.exec(code) ?? [];
    if (name !== undefined) files.set(name, code);
  }
  for (const [index, mistake] of mistakesOf(read('docs/common-mistakes.md')).entries()) {
    files.set(`mistake-${index}/wrong.ts`, moduleWith(mistake, 'wrong', typescript));
    files.set(`mistake-${index}/right.ts`, moduleWith(mistake, 'right', typescript));
  }
  const debugging = snippetWith(snippetsOf(read('docs/debug-a-life.md')), 'inspector.open').typescript;
  files.set('debugged.ts', `${debugging}${files.get('box-store.ts')}`);
  for (const guide of first) {
    const page = read(`docs/${guide}`);
    const module = snippetsOf(page)[0]?.typescript ?? '';
    const mistake = snippetWith(snippetsOf(page), 'override async persistForExit').typescript;
    files.set(`${guide}/promises.ts`, (mistake.endsWith('  }\n') ? spliced : reopened)(module, mistake));
    for (const [index, diff] of diffsOf(page).entries()) files.set(`${guide}/patch-${index}.ts`, patched(module, diff));
  }
  return files;
}
