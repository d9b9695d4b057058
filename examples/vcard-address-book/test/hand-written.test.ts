import { renameSync } from 'node:fs';
import { join } from 'node:path';
import {
  MAPI_MODIFY,
  PR_ADDRTYPE_W,
  PR_BUSINESS_FAX_NUMBER_W,
  PR_COMMENT_W,
  PR_COMPANY_NAME_W,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_GIVEN_NAME_W,
  PR_HOME_TELEPHONE_NUMBER_W,
  PR_MOBILE_TELEPHONE_NUMBER_W,
  PR_NICKNAME_W,
  PR_PRIMARY_TELEPHONE_NUMBER_W,
  PR_SURNAME_W,
  PT_BINARY,
  propTag,
  propValue,
  S_OK,
} from '@mapi-kit/sdk';
import test from 'ava';
import { get, Home, must, succeed } from './support/life.js';

const version3 = [
  'BEGIN:VCARD',
  'VERSION:3.0',
  'N:Müller-Lüdenscheidt;Zoë;Anna;Dr.;',
  'FN:Dr. Zoë Müller-Lüden',
  ' scheidt',
  'NICKNAME:Zo,Zozo',
  'ORG:Bolts\\, Nuts;Rivets;Third floor',
  'item1.TEL;TYPE=HOME,VOICE:+49 30 1',
  'item1.X-ABLABEL:Attic',
  'TEL;TYPE=CELL:+49 170 2',
  'TEL;TYPE=WORK,FAX:+49 30 3',
  'EMAIL;TYPE=INTERNET:old@example.org',
  'EMAIL;TYPE=INTERNET,PREF:zoe@example.org',
  'ADR;TYPE=HOME:;;Main Street 1;Town;;12345;Country',
  'BDAY:1980-02-03',
  'TZ:Europe/Berlin',
  'x-colour;SHADE="light; very":blue, or\\; green',
  'PHOTO;ENCODING=b;TYPE=JPEG:AAECAwQF',
  '  BgcICQ==',
  'NOTE:one\\ntwo\\, three',
  'REV:2001-01-01T00:00:00Z',
  'END:VCARD',
  '',
];
const version4 =
  'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Kim 🎈\r\nTEL;TYPE=cell:tel:+1-555-1\r\nTEL;VALUE=uri;PREF=1:tel:+1-555-2\r\nEND:VCARD\r\n';

test('a card of version 3.0 that a person has written is an entry', (t) => {
  const home = new Home(t);
  home.put('Zoë & friends.vcf', version3.join('\r\n'));
  const entry = home.logOn(t).named('Dr. Zoë Müller-Lüdenscheidt');
  t.is(get(entry, PR_SURNAME_W), 'Müller-Lüdenscheidt');
  t.is(get(entry, PR_GIVEN_NAME_W), 'Zoë');
  t.is(get(entry, PR_NICKNAME_W), 'Zo,Zozo');
  t.is(get(entry, PR_COMPANY_NAME_W), 'Bolts, Nuts');
  t.is(get(entry, PR_HOME_TELEPHONE_NUMBER_W), '+49 30 1');
  t.is(get(entry, PR_MOBILE_TELEPHONE_NUMBER_W), '+49 170 2');
  t.is(get(entry, PR_BUSINESS_FAX_NUMBER_W), '+49 30 3');
  t.is(get(entry, PR_EMAIL_ADDRESS_W), 'zoe@example.org', 'the preferred one');
  t.is(get(entry, PR_ADDRTYPE_W), 'SMTP');
  t.is(get(entry, PR_COMMENT_W), 'one\ntwo, three');
});

test('a card of version 4.0 that a person has written is an entry', (t) => {
  const home = new Home(t);
  home.put('kim.vcf', `\uFEFF${version4}`);
  const entry = home.logOn(t).named('Kim 🎈');
  t.is(get(entry, PR_MOBILE_TELEPHONE_NUMBER_W), '+1-555-1');
  t.is(get(entry, PR_PRIMARY_TELEPHONE_NUMBER_W), '+1-555-2');
  t.is(get(entry, PR_EMAIL_ADDRESS_W), undefined);
});

test('semicolons in a text may have a backslash or not, and a backslash may stand before one', (t) => {
  const home = new Home(t);
  home.put('1.vcf', 'BEGIN:VCARD\nVERSION:3.0\nFN:a\\;b\nNOTE:c;d\\\\;e\\\\\\;f\\\n ;g\nEND:VCARD');
  const entry = home.logOn(t).named('a;b');
  t.is(get(entry, PR_COMMENT_W), 'c;d\\;e\\;f;g');
});

test('a card without a name is called by what else is known', (t) => {
  const home = new Home(t);
  const card = (line: string): string => `BEGIN:VCARD\nVERSION:4.0\n${line}\nEND:VCARD`;
  home.put('1.vcf', card('N:Park;Kim'));
  home.put('2.vcf', card('ORG:Bolts'));
  home.put('3.vcf', card('EMAIL:x@example.org'));
  home.put('4 nobody.vcf', card('FN:'));
  t.deepEqual([...home.logOn(t).entries().keys()], ['Kim Park', 'Bolts', 'x@example.org', '4 nobody']);
});

const broken: readonly (readonly [string, string | Buffer])[] = [
  ['empty', ''],
  ['text', 'shopping list\nmilk\n'],
  ['not ended', 'BEGIN:VCARD\nVERSION:4.0\nFN:x\n'],
  ['not begun', 'END:VCARD\n'],
  ['calendar', 'BEGIN:VCALENDAR\nEND:VCALENDAR\n'],
  ['of another version', 'BEGIN:VCARD\nVERSION:5.0\nFN:x\nEND:VCARD\n'],
  ['nested', 'BEGIN:VCARD\nVERSION:4.0\nBEGIN:VCARD\nVERSION:4.0\nEND:VCARD\nEND:VCARD\n'],
  ['binary', Buffer.from(Array.from({ length: 3000 }, (_, index) => (index * 7919) & 0xff))],
];
for (const [what, text] of broken) {
  test(`a file that is no card (${what}) is left alone, and the others are there`, (t) => {
    const home = new Home(t);
    home.put('bad.vcf', text);
    home.put('kim.vcf', version4);
    const life = home.logOn(t);
    t.deepEqual([...life.entries().keys()], ['Kim 🎈']);
    life.add([propValue(PR_DISPLAY_NAME_W, 'Bob')]);
    t.is(life.shutdown.DoFastShutdown(), S_OK);
    t.is(home.files.length, 3);
    t.is(home.text('bad.vcf'), text.toString('utf8'));
  });
}

test('a change of a hand-written card keeps the lines that MAPI does not know', (t) => {
  const home = new Home(t);
  home.put('zoe.vcf', version3.join('\n'));
  const life = home.logOn(t);
  const entryId = life.entries().get('Dr. Zoë Müller-Lüdenscheidt') ?? new Uint8Array();
  const entry = life.open(entryId, MAPI_MODIFY);
  must(entry.SetProps([propValue(PR_HOME_TELEPHONE_NUMBER_W, '+49 30 9'), propValue(PR_GIVEN_NAME_W, 'Zoe')]));
  must(entry.DeleteProps([PR_MOBILE_TELEPHONE_NUMBER_W]));
  succeed(entry.SaveChanges(0));
  t.is(life.shutdown.DoFastShutdown(), S_OK);
  const lines = home.text('zoe.vcf').replaceAll('\r\n ', '').split('\r\n');
  t.deepEqual(home.files, ['zoe.vcf']);
  for (const line of [
    'VERSION:3.0',
    'N:Müller-Lüdenscheidt;Zoe;Anna;Dr.;',
    'ORG:Bolts\\, Nuts;Rivets;Third floor',
    'ITEM1.TEL;TYPE=HOME,VOICE;VALUE=TEXT:+49 30 9',
    'item1.X-ABLABEL:Attic',
    'ADR;TYPE=HOME:;;Main Street 1;Town;;12345;Country',
    'EMAIL;TYPE=INTERNET:old@example.org',
    'BDAY:1980-02-03',
    'TZ:Europe/Berlin',
    'x-colour;SHADE="light; very":blue, or\\; green',
    'PHOTO;ENCODING=b;TYPE=JPEG:AAECAwQF BgcICQ==',
    'TEL;TYPE=WORK,FAX:+49 30 3',
  ]) {
    t.true(lines.includes(line), line);
  }
  t.false(lines.some((line) => line.includes('+49 170 2') || line.startsWith('REV')));
  t.is(get(home.logOn(t).open(entryId), PR_GIVEN_NAME_W), 'Zoe', 'the entry id is the same');
});

test('a card that a person changes between two lives is changed, and keeps what only MAPI knows', (t) => {
  const home = new Home(t);
  const life = home.logOn(t);
  const secret = propTag(0x6700, PT_BINARY);
  const entryId = life.add([
    propValue(PR_DISPLAY_NAME_W, 'Bob'),
    propValue(PR_EMAIL_ADDRESS_W, 'bob@example.org'),
    propValue(PR_COMMENT_W, 'to go'),
    propValue(secret, Uint8Array.of(1, 2)),
  ]);
  t.is(life.shutdown.DoFastShutdown(), S_OK);
  const [name = ''] = home.files;
  const text = home
    .text(name)
    .replace('bob@example.org', 'robert@example.org')
    .replace(/^NOTE.*\r\n/m, '');
  home.put(name, text.replace('END:VCARD', 'TEL;TYPE=home:+1\r\nEND:VCARD'));
  const entry = home.logOn(t).open(entryId);
  t.is(get(entry, PR_EMAIL_ADDRESS_W), 'robert@example.org');
  t.is(get(entry, PR_ADDRTYPE_W), 'SMTP');
  t.is(get(entry, PR_HOME_TELEPHONE_NUMBER_W), '+1');
  t.is(get(entry, PR_COMMENT_W), undefined);
  t.deepEqual(get(entry, secret), Uint8Array.of(1, 2));
});

test('a copy of a file is an entry of its own, and a damaged own line costs only what is in it', (t) => {
  const home = new Home(t);
  const life = home.logOn(t);
  life.add([propValue(PR_DISPLAY_NAME_W, 'Bob')]);
  t.is(life.shutdown.DoFastShutdown(), S_OK);
  const [name = ''] = home.files;
  home.put('copy.vcf', home.text(name));
  home.put(
    'damaged.vcf',
    home
      .text(name)
      .replace(/DIGEST=\w+:..../, 'DIGEST=0:AAAA')
      .replace('FN:Bob', 'FN:Eve'),
  );
  renameSync(join(home.folder, name), join(home.folder, 'a.vcf'));
  const next = home.logOn(t);
  t.is(must(must(next.container.GetContentsTable(0)).QueryRows(10, 0)).length, 3);
  t.is(get(next.named('Eve'), PR_DISPLAY_NAME_W), 'Eve');
  succeed(next.container.DeleteEntries([next.entries().get('Bob') ?? new Uint8Array()], 0));
  t.is(next.shutdown.DoFastShutdown(), S_OK);
  t.is(home.files.length, 2);
});
