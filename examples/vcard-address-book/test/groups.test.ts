import {
  findValue,
  type IABContainer,
  type IDistList,
  KEEP_OPEN_READWRITE,
  MAPI_MODIFY,
  PR_ADDRTYPE_W,
  PR_DEF_CREATE_DL,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  S_OK,
  type SPropValue,
} from '@mapi-kit/sdk';
import test from 'ava';
import { get, Home, type Life, must, succeed } from './support/life.js';

const person = (name: string, address: string): readonly SPropValue[] => [
  { tag: PR_DISPLAY_NAME_W, value: name },
  { tag: PR_ADDRTYPE_W, value: 'SMTP' },
  { tag: PR_EMAIL_ADDRESS_W, value: address },
];

function addList(life: Life, name: string): IDistList {
  const template = get(life.container, PR_DEF_CREATE_DL) ?? new Uint8Array();
  const list = must(life.container.CreateEntry(template, 0)) as IDistList;
  must(list.SetProps([{ tag: PR_DISPLAY_NAME_W, value: name }]));
  succeed(list.SaveChanges(KEEP_OPEN_READWRITE));
  return list;
}

function listed(container: IABContainer, tag = PR_DISPLAY_NAME_W): string[] {
  const rows = must(must(container.GetContentsTable(0)).QueryRows(100, 0));
  return rows.map((row) => findValue(row, tag) ?? '').sort();
}

/** The lines of a card that other programs read. */
function lines(text: string): string[] {
  return text
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .filter((line) => !line.startsWith('X-'));
}

test('a list is the card of a group, which names its members by their UIDs', (t) => {
  const home = new Home(t);
  const life = home.logOn(t);
  const ann = life.add(person('Ann', 'ann@example.org'));
  const list = addList(life, 'Club');
  const stranger = must(life.book.CreateOneOff('Zoë', 'SMTP', 'zoe@example.org', 0x80000000));
  succeed(list.CopyEntries([ann, stranger], 0, null, 0));
  t.is(life.shutdown.DoFastShutdown(), S_OK);
  const [anns = '', club = ''] = home.files
    .map((name) => home.text(name))
    .sort((one, other) => one.length - other.length);
  const uid = lines(anns)
    .find((line) => line.startsWith('UID:'))
    ?.slice(4);
  t.regex(uid ?? '', /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  for (const line of ['KIND:group', `MEMBER:${uid}`, 'MEMBER:mailto:zoe@example.org']) {
    t.true(lines(club).includes(line), `${line} in ${club}`);
  }
});

test('members that come and go, and a new name, are there in the next life', (t) => {
  const home = new Home(t);
  const life = home.logOn(t);
  const [ann, bob] = [life.add(person('Ann', 'a@example.org')), life.add(person('Bob', 'b@example.org'))];
  const list = addList(life, 'Club');
  succeed(list.CopyEntries([ann, bob], 0, null, 0));
  t.is(life.shutdown.DoFastShutdown(), S_OK);
  life.session.Logoff(0, 0, 0);

  const next = home.logOn(t);
  t.deepEqual(listed(next.named('Club') as IDistList), ['Ann', 'Bob']);
  const again = next.open(next.entries().get('Club') ?? new Uint8Array(), MAPI_MODIFY) as IDistList;
  succeed(again.DeleteEntries([next.entries().get('Bob') ?? new Uint8Array()], 0));
  must(again.SetProps([{ tag: PR_DISPLAY_NAME_W, value: 'Team' }]));
  succeed(again.SaveChanges(0));
  t.is(next.shutdown.DoFastShutdown(), S_OK);
  next.session.Logoff(0, 0, 0);

  const last = home.logOn(t);
  t.deepEqual(listed(last.named('Team') as IDistList), ['Ann']);
  t.deepEqual(listed(last.container), ['Ann', 'Bob', 'Team']);
});

const card = (...own: readonly string[]): string =>
  ['BEGIN:VCARD', 'VERSION:4.0', ...own, 'END:VCARD', ''].join('\r\n');

test('groups that other programs write are lists, and keep the members whom nobody here knows', (t) => {
  const home = new Home(t);
  home.put('ann.vcf', card('UID:urn:uuid:03a0e51f-d1aa-4385-8a53-e29025acd8af', 'FN:Ann'));
  const unknown = 'MEMBER:urn:uuid:b8767877-b4a1-4c70-9acc-505d3819e519';
  const known = 'MEMBER:urn:uuid:03A0E51F-D1AA-4385-8A53-E29025ACD8AF';
  home.put('club.vcf', card('KIND:group', 'FN:Club', known, 'MEMBER:mailto:zoe@example.org', unknown));
  const life = home.logOn(t);
  const club = life.open(life.entries().get('Club') ?? new Uint8Array(), MAPI_MODIFY) as IDistList;
  t.deepEqual(listed(club), ['Ann', 'zoe@example.org']);
  succeed(club.CopyEntries([life.add(person('Bob', 'bob@example.org'))], 0, null, 0));
  const [ann = []] = must(must(club.GetContentsTable(0)).QueryRows(1, 0)).slice(0, 1);
  succeed(club.DeleteEntries([findValue(ann, PR_ENTRYID) ?? new Uint8Array()], 0));
  t.is(life.shutdown.DoFastShutdown(), S_OK);
  const written = lines(home.text('club.vcf'));
  t.true(written.includes(unknown));
  t.false(written.includes(known));
  t.is(written.filter((line) => line.startsWith('MEMBER:')).length, 3);
});

test('a member whom a person takes out of the card is out, and one that is written into it is in', (t) => {
  const home = new Home(t);
  const life = home.logOn(t);
  const [ann, bob] = [life.add(person('Ann', 'a@example.org')), life.add(person('Bob', 'b@example.org'))];
  succeed(addList(life, 'Club').CopyEntries([ann, bob], 0, null, 0));
  t.is(life.shutdown.DoFastShutdown(), S_OK);
  life.session.Logoff(0, 0, 0);
  const name = home.files.find((each) => home.text(each).includes('KIND:group')) ?? '';
  const [first = ''] = lines(home.text(name)).filter((line) => line.startsWith('MEMBER:'));
  const text = home.text(name).replaceAll('\r\n ', '');
  home.put(name, text.replace(first, 'MEMBER:mailto:zoe@example.org'));
  t.deepEqual(listed(home.logOn(t).named('Club') as IDistList), ['Bob', 'zoe@example.org']);
});
