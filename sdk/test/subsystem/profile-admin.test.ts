import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  findValue,
  IID_IProfSect,
  type IProfSect,
  MAPI_E_LOGON_FAILED,
  MAPI_MODIFY,
  PR_DISPLAY_NAME_W,
  PR_MAPI_KIT_DATA_DIRECTORY_W,
  PR_MAPI_KIT_SETTINGS_W,
  PR_PROVIDER_DLL_NAME_W,
  PS_MAPI,
  PT_BINARY,
  PT_BOOLEAN,
  PT_CLSID,
  PT_CURRENCY,
  PT_DOUBLE,
  PT_I2,
  PT_I8,
  PT_LONG,
  PT_MV_BINARY,
  PT_MV_DOUBLE,
  PT_MV_I8,
  PT_MV_UNICODE,
  PT_NULL,
  PT_STRING8,
  PT_SYSTIME,
  PT_UNICODE,
  propTag,
  type SPropValue,
} from '@mapi-kit/sdk';
import { ProfileAdmin, Subsystem } from '@mapi-kit/sdk/subsystem';
import test from 'ava';
import { logOn, must, temporaryFolder } from './support/fixture.js';

function profileIn(folder: string): Subsystem {
  const subsystem = new Subsystem({ profileDirectory: folder, modules: new Map() });
  subsystem.MAPIInitialize(null);
  return subsystem;
}

function openSection(
  subsystem: Subsystem,
  uid: ReturnType<ProfileAdmin['addProvider']>,
  flags = MAPI_MODIFY,
): IProfSect {
  return must(logOn(subsystem).OpenProfileSection(uid, IID_IProfSect, flags));
}

const provider = { kind: 'store', dllName: 'box', displayName: 'Box' } as const;

test('a profile exists from createProfile to deleteProfile, also for another process', (t) => {
  const folder = join(temporaryFolder(t), 'not', 'there', 'yet');
  const admin = new ProfileAdmin(folder);
  t.false(admin.hasProfile('work'));
  admin.createProfile('work');
  t.true(admin.hasProfile('work'));
  t.true(new ProfileAdmin(folder).hasProfile('work'));
  admin.deleteProfile('work');
  t.false(new ProfileAdmin(folder).hasProfile('work'));
});

test('making a profile twice, or deleting or filling one that is not there, is refused by name', (t) => {
  const admin = new ProfileAdmin(temporaryFolder(t));
  admin.createProfile('work');
  t.throws(() => admin.createProfile('work'), { message: /"work" exists already/ });
  t.throws(() => admin.deleteProfile('home'), { message: /no profile "home"/ });
  t.throws(() => admin.addProvider('home', provider), { message: /no profile "home"/ });
});

test('names that are none are refused, and every other name works', (t) => {
  const admin = new ProfileAdmin(temporaryFolder(t));
  for (const name of ['', 'x'.repeat(65), 'a\0b', '\ud800']) {
    t.throws(() => admin.createProfile(name), { instanceOf: TypeError });
    t.false(admin.hasProfile(name));
  }
  for (const name of ['../up', 'a/b', 'a\\b', 'CON', 'weiß 📫', '中'.repeat(64), '%41', 'A', 'a:b*?"<>|']) {
    admin.createProfile(name);
    t.true(admin.hasProfile(name), name);
  }
});

test('a provider that is not well described is refused', (t) => {
  const admin = new ProfileAdmin(temporaryFolder(t));
  admin.createProfile('work');
  const bad = [
    { ...provider, kind: 'toaster' },
    { ...provider, dllName: '' },
    { ...provider, displayName: 'a\0' },
    { ...provider, kind: 'transport', isDefault: true },
    { ...provider, settings: { 'a=b': 'c' } },
  ];
  for (const one of bad) t.throws(() => admin.addProvider('work', one as typeof provider), { instanceOf: TypeError });
});

test('a provider finds its settings, its data folder and its properties in its section', (t) => {
  const subsystem = profileIn(temporaryFolder(t));
  subsystem.profiles.createProfile('work');
  const own = propTag(0x6602, PT_LONG);
  const uid = subsystem.profiles.addProvider('work', {
    ...provider,
    settings: { server: 'a=b', empty: '' },
    dataDirectory: '/data/box',
    properties: [{ tag: own, value: -7 }],
  });
  const values = must(openSection(subsystem, uid, 0).GetProps(null, 0));
  t.deepEqual(findValue(values, PR_MAPI_KIT_SETTINGS_W), ['server=a=b', 'empty=']);
  t.is(findValue(values, PR_MAPI_KIT_DATA_DIRECTORY_W), '/data/box');
  t.is(findValue(values, own), -7);
  t.is(findValue(values, PR_DISPLAY_NAME_W), 'Box');
  t.is(findValue(values, PR_PROVIDER_DLL_NAME_W), 'box');
});

const id = (index: number) => 0x6610 + index;
const everyType: SPropValue[] = [
  { tag: propTag(id(0), PT_I2), value: -32768 },
  { tag: propTag(id(1), PT_LONG), value: -1 },
  { tag: propTag(id(2), PT_DOUBLE), value: Number.NaN },
  { tag: propTag(id(3), PT_DOUBLE), value: -0 },
  { tag: propTag(id(4), PT_DOUBLE), value: Number.NEGATIVE_INFINITY },
  { tag: propTag(id(5), PT_CURRENCY), value: -(2n ** 63n) },
  { tag: propTag(id(6), PT_I8), value: 2n ** 63n - 1n },
  { tag: propTag(id(7), PT_SYSTIME), value: 2n ** 64n - 1n },
  { tag: propTag(id(8), PT_BOOLEAN), value: false },
  { tag: propTag(id(9), PT_STRING8), value: 'NaN' },
  { tag: propTag(id(10), PT_UNICODE), value: 'ein Brief \ud83d\udcec, halb \ud83d' },
  { tag: propTag(id(11), PT_CLSID), value: PS_MAPI },
  { tag: propTag(id(12), PT_BINARY), value: Uint8Array.of(0, 255, 1) },
  { tag: propTag(id(13), PT_BINARY), value: new Uint8Array(0) },
  { tag: propTag(id(14), PT_MV_UNICODE), value: ['', '-0', 'Infinity'] },
  { tag: propTag(id(15), PT_MV_BINARY), value: [Uint8Array.of(1), new Uint8Array(0)] },
  { tag: propTag(id(16), PT_MV_I8), value: [1n, -1n] },
  { tag: propTag(id(17), PT_MV_DOUBLE), value: [0.1, -0, Number.NaN] },
  { tag: propTag(id(18), PT_NULL), value: null },
  { tag: propTag(id(19), PT_MV_UNICODE), value: [] },
];

test('values of every type come back from the file as they were', (t) => {
  const folder = temporaryFolder(t);
  const subsystem = profileIn(folder);
  subsystem.profiles.createProfile('work');
  const uid = subsystem.profiles.addProvider('work', provider);
  t.deepEqual(must(openSection(subsystem, uid).SetProps(everyType)), []);
  const again = openSection(profileIn(folder), uid, 0);
  t.deepEqual(
    must(
      again.GetProps(
        everyType.map(({ tag }) => tag),
        0,
      ),
    ),
    everyType,
  );
});

test('a profile is read again at each logon', (t) => {
  const folder = temporaryFolder(t);
  const one = profileIn(folder);
  one.profiles.createProfile('work');
  const uid = one.profiles.addProvider('work', provider);
  const section = openSection(one, uid, 0);
  openSection(profileIn(folder), uid).SetProps([{ tag: PR_DISPLAY_NAME_W, value: 'renamed' }]);
  t.is(findValue(must(section.GetProps([PR_DISPLAY_NAME_W], 0)), PR_DISPLAY_NAME_W), 'Box');
  logOn(one);
  t.is(findValue(must(section.GetProps([PR_DISPLAY_NAME_W], 0)), PR_DISPLAY_NAME_W), 'renamed');
});

const damaged = test.macro({
  exec(t, content: string, message: RegExp) {
    const folder = temporaryFolder(t);
    const subsystem = profileIn(folder);
    subsystem.profiles.createProfile('work');
    const path = join(folder, 'profile-work.json');
    writeFileSync(path, content);
    const error = t.throws(() => subsystem.MAPILogonEx(0, 'work', null, 0), { message });
    t.true(error?.message.includes(path));
  },
  title: (title) => `a profile ${title} is refused by its file name`,
});
const start = '{"format":"mapi-kit profile","version":1,"name":"work"';
test('that is cut off', damaged, `${start},"prov`, /is no profile/);
test('of another format', damaged, '{}', /has no "format"/);
test('that is null', damaged, 'null', /has no "format"/);
test('of a later version', damaged, '{"format":"mapi-kit profile","version":2}', /version is 2, not 1/);
test('without providers', damaged, `${start},"sections":{}}`, /no list "providers"/);
test('with a broken provider', damaged, `${start},"providers":[{"uid":"x"}],"sections":{}}`, /is no provider/);
test('without sections', damaged, `${start},"providers":[]}`, /no "sections"/);
test('with a broken section', damaged, `${start},"providers":[],"sections":{"x":{}}}`, /"x" is no section/);
test(
  'with a value of the wrong type',
  damaged,
  `${start},"providers":[],"sections":{"${PS_MAPI}":{"30010003":"x"}}}`,
  /property 30010003 is no PT_LONG/,
);

test('logging on to a profile that is not there fails', (t) => {
  t.is(profileIn(temporaryFolder(t)).MAPILogonEx(0, 'work', null, 0).hr, MAPI_E_LOGON_FAILED);
});

test('what SetProps changed is in the file when it returns, and nothing is written when nothing changes', (t) => {
  const folder = temporaryFolder(t);
  const subsystem = profileIn(folder);
  subsystem.profiles.createProfile('work');
  const section = openSection(subsystem, subsystem.profiles.addProvider('work', provider));
  const path = join(folder, 'profile-work.json');
  section.SetProps([{ tag: PR_DISPLAY_NAME_W, value: 'durable' }]);
  t.true(readFileSync(path, 'utf8').includes('durable'));
  const { ino } = statSync(path);
  section.SetProps([{ tag: PR_DISPLAY_NAME_W, value: 'durable' }]);
  t.is(statSync(path).ino, ino);
});

test('a session lives on when its profile is deleted, and does not bring it back', (t) => {
  const folder = temporaryFolder(t);
  const subsystem = profileIn(folder);
  subsystem.profiles.createProfile('work');
  const section = openSection(subsystem, subsystem.profiles.addProvider('work', provider));
  subsystem.profiles.deleteProfile('work');
  t.deepEqual(must(section.SetProps([{ tag: PR_DISPLAY_NAME_W, value: 'late' }])), []);
  t.is(findValue(must(section.GetProps([PR_DISPLAY_NAME_W], 0)), PR_DISPLAY_NAME_W), 'late');
  t.false(existsSync(join(folder, 'profile-work.json')));
});

test('a writer that is killed at any moment leaves a profile that can be read, and its leftovers go', async (t) => {
  const folder = temporaryFolder(t);
  const first = profileIn(folder);
  first.profiles.createProfile('work');
  const uid = first.profiles.addProvider('work', provider);
  const script = `
    import { Subsystem } from '@mapi-kit/sdk/subsystem';
    import { PR_DISPLAY_NAME_W } from '@mapi-kit/sdk';
    const subsystem = new Subsystem({ profileDirectory: ${JSON.stringify(folder)}, modules: new Map() });
    subsystem.MAPIInitialize(null);
    const section = subsystem.MAPILogonEx(0, 'work', null, 0).value.OpenProfileSection('${uid}', null, 1).value;
    process.stdout.write('ready');
    for (let n = 1; ; n++) section.SetProps([{ tag: PR_DISPLAY_NAME_W, value: 'x'.repeat(n % 50000) + n }]);`;
  for (const delay of [0, 1, 3, 7, 15]) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    await setTimeout(delay);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const values = must(openSection(profileIn(folder), uid, 0).GetProps([PR_DISPLAY_NAME_W], 0));
    t.is(typeof findValue(values, PR_DISPLAY_NAME_W), 'string');
    t.deepEqual(readdirSync(folder), ['profile-work.json']);
  }
});

test('the temporary file of a writer that no longer lives goes, that of a living one stays', (t) => {
  const folder = temporaryFolder(t);
  const subsystem = profileIn(folder);
  subsystem.profiles.createProfile('work');
  writeFileSync(join(folder, '.profile-work.json.999999999-1.tmp'), 'half');
  writeFileSync(join(folder, `.profile-work.json.${process.ppid}-1.tmp`), 'half');
  logOn(subsystem);
  t.deepEqual(readdirSync(folder).sort(), [`.profile-work.json.${process.ppid}-1.tmp`, 'profile-work.json']);
});
