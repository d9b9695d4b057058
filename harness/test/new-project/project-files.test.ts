import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { type Language, modulePath, type ProjectFiles, projectFiles } from '#harness/new-project/project-files.js';
import { STARTER_KINDS, type StarterKind } from '#harness/new-project/starter-kinds.js';
import { ROOT } from '../support/npm.js';

const LANGUAGES: readonly Language[] = ['typescript', 'javascript'];
const IN_BOTH = ['.github/workflows/certify.yml', '.gitignore', 'README.md', 'package.json'];

function made(kind: StarterKind, language: Language, folder = 'box'): ProjectFiles {
  return projectFiles({ kind, language, folder, version: '4.5.6' });
}

function jsonOf(files: ProjectFiles, path: string): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return JSON.parse(files.get(path) ?? '');
}

for (const kind of STARTER_KINDS) {
  for (const language of LANGUAGES) {
    const isTypeScript = language === 'typescript';

    test(`A ${kind.kind} in ${language} has these files, and nothing is left to be filled in`, (t) => {
      const files = made(kind, language);
      const end = isTypeScript ? 'ts' : 'js';
      const sources = [`src/certified.test.${end}`, `src/${kind.module}.${end}`];
      t.deepEqual([...files.keys()], [...IN_BOTH, ...sources, ...(isTypeScript ? ['tsconfig.json'] : [])]);
      for (const [path, text] of files) {
        t.notRegex(text, /\{\{\w/, path);
        t.regex(text, /\S\n$/, path);
      }
    });

    test(`What runs a ${kind.kind} in ${language} names its module`, (t) => {
      const files = made(kind, language);
      const path = modulePath(kind, language);
      t.is(path, `./${isTypeScript ? 'dist' : 'src'}/${kind.module}.js`);
      t.is(jsonOf(files, 'package.json')['exports'] as unknown, path);
      for (const file of ['README.md', '.github/workflows/certify.yml']) {
        t.true(files.get(file)?.includes(`npx mapi-certify ${path}`), file);
        t.is(files.get(file)?.includes('&& npm run build\n'), isTypeScript, file);
      }
      t.true([...files.values()].some((text) => text.includes(`certificationTests(test, { provider: '${path}'`)));
    });

    test(`A ${kind.kind} in ${language} takes the packages of the harness that makes it`, (t) => {
      const { name, dependencies, devDependencies } = jsonOf(made(kind, language, 'Box 2'), 'package.json');
      t.is(name as unknown, 'box-2');
      t.is(dependencies?.['@mapi-kit/sdk'], '^4.5.6');
      t.is(devDependencies?.['@mapi-kit/harness'], '^4.5.6');
      t.is('typescript' in (devDependencies ?? {}), isTypeScript);
      t.is('nodemailer' in (dependencies ?? {}), kind.kind === 'transport');
    });
  }
}

test('The packages besides are of the versions that mapi-kit itself is tried with', (t) => {
  const read = (...path: string[]) => JSON.parse(readFileSync(join(ROOT, ...path), 'utf8'));
  const tried: Readonly<Record<string, string>> = {
    ...read('examples', 'smtp-transport', 'package.json').dependencies,
    ...read('package.json').devDependencies,
  };
  const packages = STARTER_KINDS.flatMap((kind) => LANGUAGES.map((language) => made(kind, language)))
    .map((files) => jsonOf(files, 'package.json'))
    .flatMap(({ dependencies, devDependencies }) => Object.entries({ ...dependencies, ...devDependencies }))
    .filter(([name]) => !name.startsWith('@mapi-kit/'));
  t.deepEqual([...new Set(packages.map(([name]) => name))].sort(), ['@types/node', 'ava', 'nodemailer', 'typescript']);
  for (const [name, version] of packages) t.is(tried[name], version, name);
});

test('A package is not called as one that it installs', (t) => {
  for (const kind of STARTER_KINDS) {
    const { name } = jsonOf(made(kind, 'javascript', 'nodemailer'), 'package.json');
    t.is(name as unknown, kind.kind === 'transport' ? 'my-nodemailer' : 'nodemailer');
  }
});
