import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import test from 'ava';
import { CATALOGUE } from '#harness/catalogue/catalogue.js';
import { ConfigurationError } from '#harness/run/input/configuration-error.js';
import { readExpectedFailures } from '#harness/run/input/expected-failures.js';
import { temporaryFolder } from '../temporary-folder.js';

const ENTRY = { id: 'DUR-2', reason: 'the queue is rewritten', owner: 'store team', expires: '2027-01-31' };

test('Without a file nothing is expected', (t) => {
  t.deepEqual(readExpectedFailures(null, '/', CATALOGUE), []);
});

test('A list of expected failures is read, whatever the case of an id', (t) => {
  const cwd = temporaryFolder(t);
  writeFileSync(join(cwd, 'known.json'), JSON.stringify([{ ...ENTRY, id: 'dur-2' }]));
  t.deepEqual(readExpectedFailures('known.json', cwd, CATALOGUE), [ENTRY]);
});

const { owner: _, ...WITHOUT_OWNER } = ENTRY;
const WRONG: readonly (readonly [string, string, RegExp])[] = [
  ['no JSON', '[{', /^known\.json \(expectedFailures\) is no JSON: /u],
  ['no list', '{}', /known\.json \(expectedFailures\) is no list; it must be like \[\{ "id": "DUR-2"/u],
  [
    'an entry that is a text',
    '["DUR-2"]',
    /, entry 1: it is "DUR-2"; it must be an object with id, reason, owner, exp/u,
  ],
  ['a key that is mistyped', JSON.stringify([{ ...ENTRY, resaon: 'x' }]), /there is no resaon; did you mean reason\?/u],
  ['no owner', JSON.stringify([WITHOUT_OWNER]), /, entry 1: owner is missing; it must be a text that says who /u],
  ['an empty reason', JSON.stringify([{ ...ENTRY, reason: ' ' }]), /, entry 1: reason is " "; it must be a text/u],
  [
    'an unknown id',
    JSON.stringify([{ ...ENTRY, id: 'DRU-2' }]),
    /there is no requirement DRU-2; did you mean DUR-2\?/u,
  ],
  [
    'a day that is none',
    JSON.stringify([{ ...ENTRY, expires: '2027-02-30' }]),
    /expires is "2027-02-30"; it must be a date/u,
  ],
  [
    'a time',
    JSON.stringify([{ ...ENTRY, expires: '2027-02-01T00:00' }]),
    /expires is .*; it must be a date, for example /u,
  ],
  [
    'an entry twice',
    JSON.stringify([ENTRY, ENTRY]),
    /, entry 2: DUR-2 is listed before already; keep one entry for it$/u,
  ],
];
for (const [what, text, message] of WRONG) {
  test(`A list of expected failures with ${what} is refused`, (t) => {
    const cwd = temporaryFolder(t);
    writeFileSync(join(cwd, 'known.json'), text);
    const error = t.throws(() => readExpectedFailures('known.json', cwd, CATALOGUE), {
      instanceOf: ConfigurationError,
    });
    t.regex(error.message, message);
  });
}

test('The published schema takes what is read, and refuses what is shaped otherwise', (t) => {
  const url = new URL('../../../../schemas/expected-failures.schema.json', import.meta.url);
  const isValid = new Ajv2020().compile(JSON.parse(readFileSync(url, 'utf8')));
  t.true(isValid([ENTRY, { ...ENTRY, id: 'seq-2' }]));
  for (const wrong of [{}, ['DUR-2'], [WITHOUT_OWNER], [{ ...ENTRY, resaon: 'x' }], [{ ...ENTRY, expires: 'soon' }]]) {
    t.false(isValid(wrong), JSON.stringify(wrong));
  }
});

test('A list of expected failures that is not there is refused', (t) => {
  const error = t.throws(() => readExpectedFailures('no.json', temporaryFolder(t), CATALOGUE), {
    instanceOf: ConfigurationError,
  });
  t.is(error.message, "no.json (expectedFailures) can't be read: there is no such file");
  t.is(
    error.messageWith((option) => `--${option}`),
    "no.json (--expectedFailures) can't be read: there is no such file",
  );
});
