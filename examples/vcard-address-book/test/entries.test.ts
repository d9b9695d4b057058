import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  findValue,
  MAPI_CREATE,
  MAPI_E_NOT_FOUND,
  MAPI_MODIFY,
  MNID_STRING,
  PR_ADDRTYPE_W,
  PR_BUSINESS_TELEPHONE_NUMBER_W,
  PR_COMMENT_W,
  PR_COMPANY_NAME_W,
  PR_DEPARTMENT_NAME_W,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PR_GIVEN_NAME_W,
  PR_MOBILE_TELEPHONE_NUMBER_W,
  PR_SURNAME_W,
  PR_TITLE_W,
  PROP_ID,
  PS_PUBLIC_STRINGS,
  PT_BINARY,
  PT_CLSID,
  PT_DOUBLE,
  PT_I8,
  PT_MV_BINARY,
  PT_MV_UNICODE,
  PT_SYSTIME,
  PT_UNICODE,
  propTag,
  propValue,
  S_OK,
  type SPropValue,
} from '@mapi-kit/sdk';
import test from 'ava';
import { all, get, Home, must, succeed } from './support/life.js';

const person: readonly SPropValue[] = [
  propValue(PR_DISPLAY_NAME_W, 'Zoë Müller; Dr., "Z" \\ 🎈'),
  propValue(PR_GIVEN_NAME_W, 'Zoë'),
  propValue(PR_SURNAME_W, 'Müller'),
  propValue(PR_ADDRTYPE_W, 'SMTP'),
  propValue(PR_EMAIL_ADDRESS_W, 'zoe@example.org'),
  propValue(PR_BUSINESS_TELEPHONE_NUMBER_W, '+49 1'),
  propValue(PR_MOBILE_TELEPHONE_NUMBER_W, '+49 2'),
  propValue(PR_COMPANY_NAME_W, 'Bolts; Nuts'),
  propValue(PR_DEPARTMENT_NAME_W, 'Rivets'),
  propValue(PR_TITLE_W, 'Head, and hands'),
  propValue(PR_COMMENT_W, `one\r\ntwo\n${'three '.repeat(40)}`),
];

test('an entry is one file, a vCard that every program reads', (t) => {
  const home = new Home(t);
  const life = home.logOn(t);
  life.add(person);
  t.deepEqual(home.files, [], 'it is acknowledged before it is written');
  t.is(life.shutdown.DoFastShutdown(), S_OK);
  const [name = ''] = home.files;
  t.deepEqual(home.files, [name]);
  t.regex(name, /^[0-9a-f]+\.vcf$/);
  const lines = home.text(name).replaceAll('\r\n ', '').split('\r\n');
  t.deepEqual(lines.slice(0, 3), ['BEGIN:VCARD', 'VERSION:4.0', 'FN:Zoë Müller; Dr.\\, "Z" \\\\ 🎈']);
  for (const line of [
    'N:Müller;Zoë',
    'EMAIL:zoe@example.org',
    'TEL;TYPE=work;VALUE=TEXT:+49 1',
    'TEL;TYPE=cell;VALUE=TEXT:+49 2',
    'ORG:Bolts\\; Nuts;Rivets',
    'TITLE:Head\\, and hands',
  ]) {
    t.true(lines.includes(line), line);
  }
  t.deepEqual(lines.slice(-2), ['END:VCARD', '']);
  t.true(
    home
      .text(name)
      .split('\r\n')
      .every((line) => Buffer.byteLength(line) <= 76),
    'lines are folded',
  );
});

const odd: readonly SPropValue[] = [
  propValue(
    propTag(0x6700, PT_BINARY),
    Uint8Array.from({ length: 5000 }, (_, index) => index & 0xff),
  ),
  propValue(propTag(0x6701, PT_SYSTIME), 2n ** 62n),
  propValue(propTag(0x6702, PT_MV_UNICODE), ['', 'a\r\nb', 'END:VCARD']),
  propValue(propTag(0x6703, PT_MV_BINARY), [new Uint8Array(), Uint8Array.of(0)]),
  propValue(propTag(0x6704, PT_DOUBLE), -0),
  propValue(propTag(0x6705, PT_I8), -(2n ** 63n)),
  propValue(propTag(0x6706, PT_CLSID), PS_PUBLIC_STRINGS),
  propValue(PR_TITLE_W, ''),
];
const texts = [
  '\\',
  'a\rb',
  ' x ',
  'tel:1',
  'a\\;b\\,c\\n',
  '\u2028',
  'END:VCARD',
  'q\nX-MAPI-KIT-ENTRY:',
  '\u0007',
  '^n',
];
const everything = test.macro((t, properties: readonly SPropValue[]) => {
  const home = new Home(t);
  const life = home.logOn(t);
  const entryId = life.add(properties);
  const before = all(life.open(entryId));
  t.is(life.shutdown.DoFastShutdown(), S_OK);
  t.deepEqual(all(home.logOn(t).open(entryId)), before);
});
test('an entry comes back with every property as it was', everything, [...person, ...odd]);
test('an entry without a type of address gets none', everything, [propValue(PR_EMAIL_ADDRESS_W, 'a@example.org')]);
test('an address that is none of the Internet comes back too', everything, [
  propValue(PR_DISPLAY_NAME_W, 'x'),
  propValue(PR_ADDRTYPE_W, 'EX'),
  propValue(PR_EMAIL_ADDRESS_W, '/o=a/cn=b'),
]);
for (const text of texts) {
  test(`the text ${JSON.stringify(text)} comes back wherever it is`, everything, [
    ...person.map(({ tag }) => ({ tag, value: text })),
    propValue(propTag(0x6707, PT_UNICODE), text),
  ]);
}

test('changes and deletions are there in the next life, and entry ids stay valid', (t) => {
  const home = new Home(t);
  const life = home.logOn(t);
  const [changed, deleted, kept] = ['changed', 'deleted', 'kept'].map((name) =>
    life.add([propValue(PR_DISPLAY_NAME_W, name)]),
  ) as [Uint8Array, Uint8Array, Uint8Array];
  succeed(life.shutdown.NotifyProcessShutdown());
  t.is(home.files.length, 3);
  const entry = life.open(changed, MAPI_MODIFY);
  must(entry.SetProps([propValue(PR_COMMENT_W, 'new')]));
  succeed(entry.SaveChanges(0));
  succeed(life.container.DeleteEntries([deleted], 0));
  t.is(life.shutdown.DoFastShutdown(), S_OK);
  t.is(home.files.length, 2);
  const next = home.logOn(t);
  t.deepEqual([...next.entries().keys()], ['changed', 'kept']);
  t.is(get(next.open(changed), PR_COMMENT_W), 'new');
  t.is(get(next.open(kept), PR_DISPLAY_NAME_W), 'kept');
  t.is(next.book.OpenEntry(deleted, null, 0).hr, MAPI_E_NOT_FOUND);
});

test('named properties keep their names and values', (t) => {
  const home = new Home(t);
  const life = home.logOn(t);
  const name = { guid: PS_PUBLIC_STRINGS, kind: MNID_STRING as 1, name: 'shoe size' };
  const entryId = life.add([propValue(PR_DISPLAY_NAME_W, 'Bob')]);
  const entry = life.open(entryId, MAPI_MODIFY);
  const tag = propTag(PROP_ID(must(entry.GetIDsFromNames([name], MAPI_CREATE))[0] ?? 0), PT_UNICODE);
  must(entry.SetProps([{ tag, value: '44' }]));
  succeed(entry.SaveChanges(0));
  t.is(life.shutdown.DoFastShutdown(), S_OK);
  const next = home.logOn(t).open(entryId);
  const [again = 0] = must(next.GetIDsFromNames([name], 0));
  t.is(PROP_ID(again), PROP_ID(tag));
  t.is(findValue(all(next), tag), '44');
});

test('the classic logoff writes everything too', (t) => {
  const home = new Home(t);
  const life = home.logOn(t);
  const entryId = life.add(person);
  succeed(life.session.Logoff(0, 0, 0));
  t.is(home.files.length, 1);
  t.is(get(home.logOn(t).open(entryId), PR_SURNAME_W), 'Müller');
});

test('the setting "folder" names another folder, which is made', (t) => {
  const home = new Home(t, { folder: 'people/cards' });
  const life = home.logOn(t);
  life.add(person);
  t.is(life.shutdown.DoFastShutdown(), S_OK);
  t.deepEqual(home.files, ['people']);
  t.is(home.logOn(t).entries().size, 1);
});

test('what a killed life left behind is removed, and nothing else', (t) => {
  const home = new Home(t);
  home.put('0001.vcf.tmp', 'BEGIN:VCARD');
  home.put('other.tmp', '');
  home.put('notes.txt', '');
  home.logOn(t);
  t.deepEqual(home.files, ['notes.txt', 'other.tmp']);
});

test('names are resolved in the cards, by beginnings, addresses and full names', (t) => {
  const home = new Home(t);
  home.put('kim.vcf', 'BEGIN:VCARD\nVERSION:3.0\nN:Park;Kim\nFN:Kim Park\nEMAIL:kim@example.org\nEND:VCARD\n');
  const life = home.logOn(t);
  life.add(person);
  life.add([propValue(PR_DISPLAY_NAME_W, 'Kim Possible')]);
  const resolve = (name: string) => life.book.ResolveName(0, 0, null, [[propValue(PR_DISPLAY_NAME_W, name)]]);
  const [found = []] = must(resolve('park'));
  t.is(findValue(found, PR_EMAIL_ADDRESS_W), 'kim@example.org');
  t.is(get(life.open(findValue(found, PR_ENTRYID) ?? new Uint8Array()), PR_DISPLAY_NAME_W), 'Kim Park');
  t.is(
    findValue(must(resolve('zoe@ex'))[0] ?? [], PR_EMAIL_ADDRESS_W),
    'zoe@example.org',
    'also what is not written yet',
  );
  t.not(resolve('kim').hr, S_OK, 'there are two');
  t.is(resolve('nobody').hr, MAPI_E_NOT_FOUND);
});

test('a folder that is gone keeps changes pending and DoFastShutdown from succeeding, until it is back', (t) => {
  const home = new Home(t);
  const life = home.logOn(t);
  const old = life.add([propValue(PR_DISPLAY_NAME_W, 'old')]);
  succeed(life.shutdown.NotifyProcessShutdown());
  renameSync(home.folder, `${home.folder}-away`);
  writeFileSync(home.folder, 'in the way');
  const entryId = life.add(person);
  succeed(life.container.DeleteEntries([old], 0));
  life.shutdown.DoFastShutdown();
  t.true(life.answers.get('DoFastShutdown') !== S_OK);
  t.is(get(life.open(entryId), PR_SURNAME_W), 'Müller');
  rmSync(home.folder);
  renameSync(join(`${home.folder}-away`), home.folder);
  life.shutdown.DoFastShutdown();
  t.is(life.answers.get('DoFastShutdown'), S_OK);
  const next = home.logOn(t);
  t.is(next.entries().size, 1);
  t.is(get(next.open(entryId), PR_SURNAME_W), 'Müller');
});
