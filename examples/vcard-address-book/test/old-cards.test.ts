import {
  MAPI_MODIFY,
  PR_BUSINESS_FAX_NUMBER_W,
  PR_COMMENT_W,
  PR_COMPANY_NAME_W,
  PR_DEPARTMENT_NAME_W,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_GIVEN_NAME_W,
  PR_HOME_TELEPHONE_NUMBER_W,
  PR_MOBILE_TELEPHONE_NUMBER_W,
  PR_SURNAME_W,
  propValue,
  S_OK,
} from '@mapi-kit/sdk';
import test from 'ava';
import { get, Home, must, succeed } from './support/life.js';

const lines = (...text: readonly string[]): Buffer => Buffer.from([...text, ''].join('\r\n'), 'latin1');

const version21 = lines(
  'BEGIN:VCARD',
  'VERSION:2.1',
  'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;Zo=C3=AB;;Dr.',
  'FN;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Zo=EB M=',
  '=FCller',
  'ORG;CHARSET=windows-1251:\xcf\xf0;Rivets\\; bolts, nuts',
  'TEL;HOME;VOICE:+49 30 1',
  'TEL;CELL:+49 170 2',
  'TEL;WORK;FAX:+49 30 3',
  'EMAIL;INTERNET:old@example.org',
  'EMAIL;PREF;INTERNET:zoe@example.org',
  'NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0Atwo; a\\b, c=3D',
  'ADR;HOME:;;Main Street 1, rear;Town;;12345;Country',
  'PHOTO;JPEG;ENCODING=BASE64:',
  ' AAECAwQF',
  ' BgcICQ==',
  '',
  'LABEL;HOME:Main Street 1,',
  '  Town',
  'AGENT:',
  'BEGIN:VCARD',
  'VERSION:2.1',
  'FN:Some agent',
  'END:VCARD',
  'END:VCARD',
);
const card = (name: string, ...more: readonly string[]): Buffer =>
  lines('BEGIN:VCARD', 'VERSION:3.0', `FN:${name}`, `N:${name};;;;`, ...more, 'END:VCARD');

test('a card of version 2.1 is an entry', (t) => {
  const home = new Home(t);
  home.put('zoe.vcf', version21);
  const entry = home.logOn(t).named('Zoë Müller');
  t.is(get(entry, PR_SURNAME_W), 'Müller');
  t.is(get(entry, PR_GIVEN_NAME_W), 'Zoë');
  t.is(get(entry, PR_COMPANY_NAME_W), 'Пр');
  t.is(get(entry, PR_DEPARTMENT_NAME_W), 'Rivets; bolts, nuts');
  t.is(get(entry, PR_HOME_TELEPHONE_NUMBER_W), '+49 30 1');
  t.is(get(entry, PR_MOBILE_TELEPHONE_NUMBER_W), '+49 170 2');
  t.is(get(entry, PR_BUSINESS_FAX_NUMBER_W), '+49 30 3');
  t.is(get(entry, PR_EMAIL_ADDRESS_W), 'zoe@example.org', 'the preferred one');
  t.is(get(entry, PR_COMMENT_W), 'one\ntwo; a\\b, c=');
});

test('a card of version 2.1 in the code page of Windows is read', (t) => {
  const home = new Home(t);
  home.put('old.vcf', lines('BEGIN:VCARD', 'VERSION:2.1', 'N:M\xfcller;Zo\xeb', 'FN:Zo\xeb \x80', 'END:VCARD'));
  t.deepEqual([...home.logOn(t).entries().keys()], ['Zoë €']);
});

test('a changed card of version 2.1 is one of 3.0, and keeps what MAPI does not know', (t) => {
  const home = new Home(t);
  home.put('zoe.vcf', version21);
  const life = home.logOn(t);
  const entryId = life.entries().get('Zoë Müller') ?? new Uint8Array();
  const entry = life.open(entryId, MAPI_MODIFY);
  must(entry.SetProps([propValue(PR_HOME_TELEPHONE_NUMBER_W, '+49 30 9')]));
  succeed(entry.SaveChanges(0));
  t.is(life.shutdown.DoFastShutdown(), S_OK);
  const text = home.text('zoe.vcf').replaceAll('\r\n ', '').split('\r\n');
  for (const line of [
    'VERSION:3.0',
    'N:Müller;Zoë;;Dr.',
    'FN:Zoë Müller',
    'ORG:Пр;Rivets\\; bolts\\, nuts',
    'NOTE:one\\ntwo\\; a\\\\b\\, c=',
    'ADR;TYPE=HOME:;;Main Street 1\\, rear;Town;;12345;Country',
    'PHOTO;TYPE=JPEG;ENCODING=b:AAECAwQFBgcICQ==',
    'LABEL;TYPE=HOME:Main Street 1\\,  Town',
    'AGENT:BEGIN:VCARD\\nVERSION:2.1\\nFN:Some agent\\nEND:VCARD',
    'EMAIL;TYPE=INTERNET:old@example.org',
  ]) {
    t.true(text.includes(line), line);
  }
  const next = home.logOn(t);
  t.is(get(next.open(entryId), PR_HOME_TELEPHONE_NUMBER_W), '+49 30 9');
  t.is(get(next.open(entryId), PR_COMMENT_W), 'one\ntwo; a\\b, c=');
});

test("parameters without a name, as in Apple's photos, do no harm, and the photo stays", (t) => {
  const home = new Home(t);
  home.put('apple.vcf', card('Kim', 'TEL;HOME:1', 'PHOTO;BASE64:', '  AAEC', '  AwQF'));
  const life = home.logOn(t);
  const entryId = life.entries().get('Kim') ?? new Uint8Array();
  t.is(get(life.open(entryId), PR_HOME_TELEPHONE_NUMBER_W), '1');
  const entry = life.open(entryId, MAPI_MODIFY);
  must(entry.SetProps([propValue(PR_COMMENT_W, 'new')]));
  succeed(entry.SaveChanges(0));
  t.is(life.shutdown.DoFastShutdown(), S_OK);
  t.regex(home.text('apple.vcf').replaceAll('\r\n ', ''), /^PHOTO;ENCODING=b: ?AAEC ?AwQF\r$/m);
});

test('every card of a file is an entry, and a broken one costs none of the others', (t) => {
  const home = new Home(t);
  home.put(
    'all.vcf',
    Buffer.concat([
      version21,
      lines('', 'junk'),
      card('Bob', 'UID:1'),
      lines('BEGIN:VCARD', 'VERSION:9', 'END:VCARD'),
      card('Eve', 'UID:2'),
      card('Eve', 'UID:2'),
    ]),
  );
  const life = home.logOn(t);
  const table = must(life.container.GetContentsTable(0));
  t.is(must(table.GetRowCount(0)), 4);
  table.Release();
  t.deepEqual([...life.entries().keys()].sort(), ['Bob', 'Eve', 'Zoë Müller']);
});

test('a card of several is changed and removed, and the rest of the file stays, byte for byte, by its name', (t) => {
  const home = new Home(t);
  const [bob, eve, kim] = [card('Bob'), card('Eve', 'UID:2'), card('Kim', 'X-COLOUR:b\xfcue')] as const;
  home.put('all.vcf', Buffer.concat([bob, eve, kim]));
  const life = home.logOn(t);
  const before = life.entries();
  const entry = life.open(before.get('Eve') ?? new Uint8Array(), MAPI_MODIFY);
  must(entry.SetProps([propValue(PR_DISPLAY_NAME_W, 'Eva')]));
  succeed(entry.SaveChanges(0));
  t.is(life.shutdown.DoFastShutdown(), S_OK);
  const bytes = home.bytes('all.vcf');
  t.deepEqual(bytes.subarray(0, bob.length), bob);
  t.deepEqual(bytes.subarray(-kim.length), kim);

  const second = home.logOn(t);
  const names = second.entries();
  t.deepEqual(names.get('Eva'), before.get('Eve'));
  t.deepEqual(names.get('Bob'), before.get('Bob'));
  succeed(second.container.DeleteEntries([before.get('Bob') ?? new Uint8Array()], 0));
  t.is(second.shutdown.DoFastShutdown(), S_OK);
  t.deepEqual(home.bytes('all.vcf').subarray(-kim.length), kim);

  const third = home.logOn(t);
  succeed(third.container.DeleteEntries([before.get('Eve') ?? new Uint8Array()], 0));
  t.is(third.shutdown.DoFastShutdown(), S_OK);
  const last = home.logOn(t);
  t.deepEqual(last.entries().get('Kim'), before.get('Kim'), 'also when it is the last one');
  t.regex(home.text('all.vcf'), /^X-COLOUR:büue\r$/m);
  succeed(last.container.DeleteEntries([before.get('Kim') ?? new Uint8Array()], 0));
  t.is(last.shutdown.DoFastShutdown(), S_OK);
  t.deepEqual(home.files, []);
});
