import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import test, { type ExecutionContext } from 'ava';
import { REPORTERS } from '#harness/report/reporters.js';
import { CONFIG_KEYS, readConfigFile } from '#harness/run/input/config-file.js';
import { ConfigurationError } from '#harness/run/input/configuration-error.js';
import { temporaryFolder } from '../temporary-folder.js';

const REPORTS = REPORTERS.filter(({ option }) => option !== null).map(({ name }) => name);
const SCHEMA = JSON.parse(readFileSync(new URL('../../../../schemas/config.schema.json', import.meta.url), 'utf8'));
const isValid = new Ajv2020().compile(SCHEMA);

/** A folder with a file in it. */
function having(t: ExecutionContext, name: string, text: string): string {
  const cwd = temporaryFolder(t);
  writeFileSync(join(cwd, name), text);
  return cwd;
}

test('Without a configuration file there is none', async (t) => {
  t.is(await readConfigFile(undefined, temporaryFolder(t), REPORTS), null);
});

test('The file in the working directory is read, and its schema takes it', async (t) => {
  const config = { $schema: './x.json', provider: './a.js', only: ['DUR'], strict: true, reports: { junit: 'j.xml' } };
  const cwd = having(t, 'mapi-certify.config.json', JSON.stringify(config));
  t.deepEqual(await readConfigFile(undefined, cwd, REPORTS), {
    shown: 'mapi-certify.config.json',
    options: { provider: './a.js', only: ['DUR'], strict: true },
    reports: { junit: 'j.xml' },
  });
  t.true(isValid(config));
});

test('A module is read by its default export', async (t) => {
  const cwd = having(t, 'mapi-certify.config.mjs', 'export default { seed: 3 + 4 };\n');
  t.deepEqual((await readConfigFile(undefined, cwd, REPORTS))?.options, { seed: 7 });
});

test('TypeScript is read where Node can, and refused in words where it cannot', async (t) => {
  const cwd = having(t, 'mapi-certify.config.ts', 'const seed: number = 7;\nexport default { seed };\n');
  const read = readConfigFile(undefined, cwd, REPORTS);
  if (Reflect.get(process.features, 'typescript')) t.deepEqual((await read)?.options, { seed: 7 });
  else t.regex((await t.throwsAsync(read)).message, /^mapi-certify\.config\.ts is TypeScript, which Node v\S+ can't /u);
});

test('Paths are relative to the file that names them, and names of packages stay', async (t) => {
  const cwd = having(t, 'other.txt', '');
  const folder = join(cwd, 'ci');
  mkdirSync(folder);
  writeFileSync(join(folder, 'store.js'), '');
  const config = {
    provider: 'store.js',
    farSide: 'far-away',
    out: '../out',
    expectedFailures: 'known.json',
    mail: 'mail',
    reports: { tap: '-', json: 'x.json' },
  };
  writeFileSync(join(folder, 'c.json'), JSON.stringify(config));
  const read = await readConfigFile('ci/c.json', cwd, REPORTS);
  t.deepEqual(read?.options, {
    provider: `./${join('ci', 'store.js')}`,
    farSide: 'far-away',
    out: './out',
    expectedFailures: `./${join('ci', 'known.json')}`,
    mail: `./${join('ci', 'mail')}`,
  });
  t.deepEqual(read?.reports, { tap: '-', json: `./${join('ci', 'x.json')}` });
});

const WRONG: readonly (readonly [string, string, RegExp])[] = [
  ['no JSON', '{\n  "seed": 7,\n}', /^mapi-certify\.config\.json, line 3, column 1: it is no JSON: /u],
  ['no object', '[]', /^mapi-certify\.config\.json holds no object; it must be like \{ "provider": /u],
  [
    'an unknown key',
    '{\n  "profile": { "sede": "1" },\n  "sede": 7\n}',
    /json, line 3: there is no sede; did you mean seed\?$/u,
  ],
  ['a key of a call', '{ "cwd": "/" }', /json, line 1: there is no cwd/u],
  [
    'a value of another type',
    '{\n  "strict": true,\n  "items": "x"\n}',
    /line 3: items is "x"; it must be a whole number from 1 to /u,
  ],
  [
    'a contradiction',
    '{ "provider": "a", "profileFile": "b" }',
    /json, line 1: provider and profileFile contradict each other/u,
  ],
  ['a registry file that is not there', '{\n"reg": "no.reg" }', /line 2: reg is no\.reg, and there is no such file/u],
  ['an unknown report', '{ "reports": { "junti": "x" } }', /line 1: there is no report junti \(there are json, /u],
  ['a report without a file', '{ "reports": { "junit": 1 } }', /line 1: the file of report junit must be a text$/u],
  ['no evidence', '{ "out": null }', /line 1: out is null; it must be the path of a folder$/u],
];
for (const [what, text, message] of WRONG) {
  test(`A configuration file with ${what} is refused, with its place`, async (t) => {
    const cwd = having(t, 'mapi-certify.config.json', text);
    const error = await t.throwsAsync(readConfigFile(undefined, cwd, REPORTS), { instanceOf: ConfigurationError });
    t.regex(error.message, message);
  });
}

test('Files of which nobody knows which one holds are refused, and one that is not there', async (t) => {
  const cwd = having(t, 'mapi-certify.config.json', '{}');
  writeFileSync(join(cwd, 'mapi-certify.config.js'), 'export default {};\n');
  const both = await t.throwsAsync(readConfigFile(undefined, cwd, REPORTS), { instanceOf: ConfigurationError });
  t.is(
    both.message,
    'there are mapi-certify.config.json and mapi-certify.config.js; keep one of them, or name it by --config',
  );
  const none = await t.throwsAsync(readConfigFile('no.json', cwd, REPORTS), { instanceOf: ConfigurationError });
  t.is(none.message, '--config no.json: there is no such file');
});

test('A module that throws or exports nothing is refused in a sentence', async (t) => {
  const cwd = having(t, 'throws.mjs', 'throw new Error("no");\n');
  t.is((await t.throwsAsync(readConfigFile('throws.mjs', cwd, REPORTS))).message, "throws.mjs can't be imported: no");
  writeFileSync(join(cwd, 'empty.mjs'), 'export const seed = 7;\n');
  t.regex(
    (await t.throwsAsync(readConfigFile('empty.mjs', cwd, REPORTS))).message,
    /^empty\.mjs has no default export; /u,
  );
});

test('The published schema has every key and report, and refuses what is refused', (t) => {
  t.deepEqual(Object.keys(SCHEMA.properties).sort(), [...CONFIG_KEYS].sort());
  t.deepEqual(Object.keys(SCHEMA.properties.reports.properties).sort(), [...REPORTS].sort());
  for (const wrong of [[], { sede: 7 }, { items: 'x' }, { out: null }, { reports: { junti: 'x' } }, { only: [] }]) {
    t.false(isValid(wrong), JSON.stringify(wrong));
  }
});
