import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import test from 'ava';
import { projectFiles } from '#harness/new-project/project-files.js';
import { STARTER_KINDS } from '#harness/new-project/starter-kinds.js';
import { ROOT, run } from '../support/npm.js';
import { tsconfigOf } from './support/compiler.js';
import { fileOf, snippetsOf } from './support/snippets.js';
import { stripTypes } from './support/strip-types.js';
import { TEMPLATES, templateModules } from './support/templates.js';

// What `mapi-certify init` writes says the same as the guides, and compiles as they do.

const read = (...path: readonly string[]): string => readFileSync(join(ROOT, ...path), 'utf8');
const template = (...path: readonly string[]): string => readFileSync(join(TEMPLATES, ...path), 'utf8');
const modules = templateModules();
const [store] = STARTER_KINDS;

function made(language: 'typescript' | 'javascript'): ReadonlyMap<string, string> {
  if (store === undefined) throw new Error('there is no kind of provider');
  return projectFiles({ kind: store, language, folder: 'box', version: '1.0.0' });
}

test('The JavaScript of each template is its TypeScript without types', (t) => {
  t.is(modules.length, STARTER_KINDS.length);
  const stripped = stripTypes(modules.map(({ typescript }) => typescript));
  for (const [index, { file }] of modules.entries()) {
    t.is(stripped[index], readFileSync(file.replace(/\.ts$/, '.js'), 'utf8'), 'run npm run guides');
  }
});

test('The test of the templates has no types: it is copied for both languages', (t) => {
  const code = template('project', 'src', 'certified.test.ts');
  t.deepEqual(stripTypes([code]), [code]);
});

test('The transport of the templates is the one of the guide', (t) => {
  const guide = snippetsOf(read('docs', 'write-your-first-transport.md'));
  t.is(template('transport', 'src', 'my-transport.ts'), fileOf(guide, 'my-transport.ts').typescript);
});

test('A project in TypeScript compiles as the guides have it, from one folder to another', (t) => {
  const guide = JSON.parse(tsconfigOf(read('docs', 'write-your-first-store.md')));
  t.deepEqual(JSON.parse(template('typescript', 'tsconfig.json')), {
    compilerOptions: { ...guide.compilerOptions, rootDir: 'src', outDir: 'dist' },
    include: ['src'],
  });
});

test('The workflow of a project is the one of the guide', (t) => {
  const [, workflow] = /^## GitHub Actions\n\n```yaml\n([\s\S]*?)^```$/m.exec(read('docs', 'in-ci.md')) ?? [];
  t.is(made('typescript').get('.github/workflows/certify.yml'), workflow);
  t.is(
    made('javascript').get('.github/workflows/certify.yml'),
    workflow?.replaceAll('./dist/', './src/').replace(' && npm run build', ''),
  );
});

test('The AVA of a project is the one of the guide', (t) => {
  const [, major] = /`npm install --save-dev ava@(\d+)`/.exec(read('docs', 'write-your-first-store.md')) ?? [];
  t.true(JSON.parse(made('javascript').get('package.json') ?? '').devDependencies.ava.startsWith(`^${major}.`));
});

test('Where the packages come from without a registry is as README has it', (t) => {
  const commands = /`(npm ci && [^`]* npm pack [^`]*)`|^(npm install \S+\.tgz \S+\.tgz)$/gm;
  const named = [...(made('typescript').get('README.md') ?? '').matchAll(commands)].map(
    ([, one, other]) => one ?? other,
  );
  t.is(named.length, 2);
  const readme = read('README.md').split('\n');
  for (const command of named)
    t.true(
      readme.some((line) => line.startsWith(command ?? '-')),
      command,
    );
});

test('The TypeScript of all templates compiles under that', async (t) => {
  t.timeout(300_000);
  mkdirSync(join(ROOT, 'harness', 'build'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, 'harness', 'build', 'templates-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of made('typescript')) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  for (const { file } of modules) copyFileSync(file, join(folder, 'src', basename(file)));
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const args = [tsc, '--project', folder, '--pretty', 'false', '--listEmittedFiles'];
  const { code, stdout } = await run(process.execPath, args, folder);
  t.is(code, 0, stdout);
  t.is(stdout.match(/^TSFILE: /gm)?.length, modules.length + 1);
});
