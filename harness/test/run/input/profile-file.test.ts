import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { ConfigurationError } from '#harness/run/input/configuration-error.js';
import { readOptions } from '#harness/run/input/options.js';
import { readProfileFile } from '#harness/run/input/profile-file.js';
import { resolveSubject } from '#harness/run/input/subject.js';
import { resolvePackage } from '#harness/run/process/resolve-package.js';
import { temporaryFolder } from '../temporary-folder.js';

function write(t: ExecutionContext, text: string): string {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'profile.json'), text);
  return folder;
}

test('a profile file lists providers with their names and settings', (t) => {
  const cwd = write(
    t,
    '{ "providers": [{ "module": "./a.js" }, { "module": "b", "name": "mail", "settings": { "smtpHost": "localhost" } }] }',
  );
  t.deepEqual(readProfileFile('profile.json', cwd), {
    file: join(cwd, 'profile.json'),
    folder: cwd,
    providers: [
      { module: './a.js', name: null, settings: {} },
      { module: 'b', name: 'mail', settings: { smtpHost: 'localhost' } },
    ],
  });
});

const WRONG: readonly (readonly [what: string, text: string, message: RegExp])[] = [
  ['no JSON', '{ providers', /^the profile file profile\.json is no JSON: .*JSON/],
  ['no object', '[]', /lists no providers; it must be \{ "providers": \[\{ "module": /],
  ['no list', '{ "providers": {} }', /lists no providers/],
  ['an empty list', '{ "providers": [] }', /lists no providers/],
  ['an entry that is a text', '{ "providers": ["./a.js"] }', /provider 1: it must be an object with a module$/],
  [
    'an entry without a module',
    '{ "providers": [{}] }',
    /provider 1: module must be a path, a file URL or the name of a package$/,
  ],
  [
    'a misspelt key',
    '{ "providers": [{ "module": "./a.js" }, { "modul": "./b.js" }] }',
    /provider 2: there is no modul; did you mean module\? \(an entry has module, name, settings\)$/,
  ],
  [
    'a name with a blank',
    '{ "providers": [{ "module": "./a.js", "name": "my store" }] }',
    /provider 1: name must be a text without blanks$/,
  ],
  [
    'a setting that is a number',
    '{ "providers": [{ "module": "./a.js", "settings": { "smtpPort": 25 } }] }',
    /provider 1: settings must be an object whose values are texts$/,
  ],
];

for (const [what, text, message] of WRONG) {
  test(`${what} is one clear sentence`, (t) => {
    const cwd = write(t, text);
    const error = t.throws(() => readProfileFile('profile.json', cwd), { instanceOf: ConfigurationError });
    t.regex(error?.message ?? '', message);
    t.notRegex(error?.message ?? '', /\n/);
  });
}

test('a file that is not there is named as it was given', (t) => {
  t.throws(() => readProfileFile('nowhere.json', temporaryFolder(t)), {
    message: /^the profile file nowhere\.json can't be read: there is no such file$/,
  });
});

test('modules are looked for from the folder of the file, and get the settings of the command as well', async (t) => {
  const cwd = temporaryFolder(t);
  mkdirSync(join(cwd, 'profiles'));
  writeFileSync(join(cwd, 'profiles', 'a.mjs'), 'export const MSProviderInit = () => ({});');
  const text = '{ "providers": [{ "module": "./a.mjs", "settings": { "x": "1", "y": "1" } }] }';
  writeFileSync(join(cwd, 'profiles', 'mail.json'), text);
  const subject = await resolveSubject(
    readOptions({ profileFile: 'profiles/mail.json', cwd, profile: { y: '2' } }),
    resolvePackage,
  );
  t.is(subject.name, 'mail');
  t.is(subject.modules[0]?.name, 'a');
  t.deepEqual(subject.modules[0]?.profile, { x: '1', y: '2' });
});

test('two providers of one name are told to have two', async (t) => {
  const cwd = write(t, '{ "providers": [{ "module": "./a.mjs" }, { "module": "./a.mjs" }] }');
  writeFileSync(join(cwd, 'a.mjs'), 'export const MSProviderInit = () => ({});');
  await t.throwsAsync(resolveSubject(readOptions({ profileFile: 'profile.json', cwd }), resolvePackage), {
    instanceOf: ConfigurationError,
    message: 'the profile file profile.json lists two providers called a; give one of them another name',
  });
});
