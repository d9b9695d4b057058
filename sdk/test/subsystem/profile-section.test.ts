import { renameSync } from 'node:fs';
import { join } from 'node:path';
import {
  E_NOINTERFACE,
  findValue,
  type HRESULT,
  IID_IMAPIProp,
  IID_IMAPITable,
  IID_IProfSect,
  type IMAPISession,
  type IMAPISupport,
  type IProfSect,
  KEEP_OPEN_READWRITE,
  MAPI_BEST_ACCESS,
  MAPI_E_COMPUTED,
  MAPI_E_DISK_ERROR,
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_INVALID_TYPE,
  MAPI_E_NO_ACCESS,
  MAPI_E_NO_SUPPORT,
  MAPI_E_NOT_FOUND,
  MAPI_E_UNKNOWN_FLAGS,
  MAPI_MODIFY,
  MAPI_MOVE,
  MAPI_NOREPLACE,
  MAPI_W_ERRORS_RETURNED,
  type MAPIUID,
  PR_COMMENT_A,
  PR_COMMENT_W,
  PR_DISPLAY_NAME_A,
  PR_DISPLAY_NAME_W,
  PR_MESSAGE_CLASS_W,
  PR_NULL,
  PR_PROFILE_NAME_W,
  PR_PROVIDER_DLL_NAME_W,
  PR_RESOURCE_FLAGS,
  PR_SEARCH_KEY,
  PS_MAPI,
  PS_PROFILE_PROPERTIES,
  PT_BINARY,
  PT_ERROR,
  PT_LONG,
  PT_OBJECT,
  PT_UNSPECIFIED,
  propTag,
  S_OK,
} from '@mapi-kit/sdk';
import test, { type ExecutionContext } from 'ava';
import { FakeModule } from './support/fake-provider.js';
import { logOn, logOnWithStores, must, subsystemWith, temporaryFolder } from './support/fixture.js';

const own = propTag(0x6602, PT_LONG);
const secure = propTag(0x67f0, PT_BINARY);

function sessionOf(t: ExecutionContext): IMAPISession {
  return logOn(subsystemWith(t, []));
}

function section(session: IMAPISession, flags = MAPI_MODIFY): IProfSect {
  return must(session.OpenProfileSection(PS_PROFILE_PROPERTIES, null, flags));
}

test('MAPI_MODIFY makes an unknown section; without it there is none', (t) => {
  const session = sessionOf(t);
  t.is(session.OpenProfileSection(PS_PROFILE_PROPERTIES, null, 0).hr, MAPI_E_NOT_FOUND);
  section(session).Release();
  t.is(session.OpenProfileSection(PS_PROFILE_PROPERTIES, null, 0).hr, S_OK);
});

test('the section of the profile itself is there, with its name and key', (t) => {
  const values = must(must(sessionOf(t).OpenProfileSection(null, IID_IProfSect, 0)).GetProps(null, 0));
  t.is(findValue(values, PR_PROFILE_NAME_W), 'work');
  t.is(findValue(values, PR_SEARCH_KEY)?.length, 16);
});

test('many readers or one writer, across sessions', (t) => {
  const subsystem = subsystemWith(t, []);
  const [one, two] = [logOn(subsystem), logOn(subsystem)];
  const open = (session: IMAPISession, flags: number): HRESULT =>
    session.OpenProfileSection(PS_PROFILE_PROPERTIES, null, flags).hr;
  const writer = section(one);
  t.is(open(two, 0), MAPI_E_NO_ACCESS);
  t.is(open(two, MAPI_MODIFY), MAPI_E_NO_ACCESS);
  writer.AddRef();
  writer.Release();
  t.is(open(two, 0), MAPI_E_NO_ACCESS);
  writer.Release();
  const readers = [section(one, 0), section(two, 0)];
  t.is(open(two, MAPI_MODIFY), MAPI_E_NO_ACCESS);
  t.is(open(two, MAPI_BEST_ACCESS), S_OK);
  for (const reader of readers) reader.Release();
});

test('MAPI_BEST_ACCESS writes where it can', (t) => {
  const session = sessionOf(t);
  section(session).Release();
  t.is(section(session, MAPI_BEST_ACCESS).SetProps([{ tag: own, value: 1 }]).hr, S_OK);
});

test('a section that was opened for reading refuses changes', (t) => {
  const session = sessionOf(t);
  section(session).Release();
  const reader = section(session, 0);
  t.is(reader.SetProps([{ tag: own, value: 1 }]).hr, MAPI_E_NO_ACCESS);
  t.is(reader.DeleteProps([own]).hr, MAPI_E_NO_ACCESS);
});

test('a section is an IProfSect and an IMAPIProp, and no other interface can be asked for', (t) => {
  const session = sessionOf(t);
  const object = section(session);
  t.is(object.QueryInterface(IID_IMAPIProp).value, object);
  t.is(object.QueryInterface(IID_IProfSect).value, object);
  t.is(object.QueryInterface(IID_IMAPITable).hr, E_NOINTERFACE);
  t.is(session.OpenProfileSection(null, IID_IMAPITable, 0).hr, E_NOINTERFACE);
  t.is(session.OpenProfileSection(null, null, 0x100).hr, MAPI_E_UNKNOWN_FLAGS);
});

test('GetProps answers in the order of the request, absent properties as errors', (t) => {
  const object = section(sessionOf(t));
  object.SetProps([
    { tag: PR_DISPLAY_NAME_W, value: 'a' },
    { tag: own, value: 2 },
  ]);
  const untyped = propTag(0x3001, PT_UNSPECIFIED);
  const answer = object.GetProps([own, PR_COMMENT_W, untyped, PR_DISPLAY_NAME_A], 0);
  t.is(answer.hr, MAPI_W_ERRORS_RETURNED);
  t.deepEqual(answer.value, [
    { tag: own, value: 2 },
    { tag: propTag(0x3004, PT_ERROR), value: MAPI_E_NOT_FOUND },
    { tag: PR_DISPLAY_NAME_W, value: 'a' },
    { tag: PR_DISPLAY_NAME_A, value: 'a' },
  ]);
  t.is(object.GetProps([own], 0).hr, S_OK);
  t.is(object.GetProps([propTag(0x6602, PT_BINARY)], 0).hr, MAPI_W_ERRORS_RETURNED);
  t.is(object.GetProps([], 0).hr, MAPI_E_INVALID_PARAMETER);
  t.is(object.GetProps(null, 1).hr, MAPI_E_UNKNOWN_FLAGS);
});

test('secure properties come only when asked for by id', (t) => {
  const object = section(sessionOf(t));
  object.SetProps([
    { tag: secure, value: Uint8Array.of(1) },
    { tag: own, value: 2 },
  ]);
  t.deepEqual(must(object.GetProps(null, 0)), [{ tag: own, value: 2 }]);
  t.deepEqual(must(object.GetPropList(0)), [own]);
  t.deepEqual(must(object.GetProps([secure], 0)), [{ tag: secure, value: Uint8Array.of(1) }]);
});

test('what cannot be set is a problem with its index, and the rest is set', (t) => {
  const object = section(sessionOf(t));
  const named = propTag(0x8001, PT_LONG);
  const problems = must(
    object.SetProps([
      { tag: PR_NULL, value: null },
      { tag: named, value: 1 },
      { tag: own, value: 5 },
      { tag: PR_RESOURCE_FLAGS, value: 0 },
      { tag: PR_PROVIDER_DLL_NAME_W, value: 'evil' },
      { tag: PR_DISPLAY_NAME_W, value: 7 },
      { tag: propTag(0x6603, PT_ERROR), value: MAPI_E_NOT_FOUND },
    ]),
  );
  t.deepEqual(problems, [
    { index: 1, tag: named, scode: MAPI_E_NO_SUPPORT },
    { index: 3, tag: PR_RESOURCE_FLAGS, scode: MAPI_E_COMPUTED },
    { index: 4, tag: PR_PROVIDER_DLL_NAME_W, scode: MAPI_E_COMPUTED },
    { index: 5, tag: PR_DISPLAY_NAME_W, scode: MAPI_E_INVALID_TYPE },
  ]);
  t.deepEqual(must(object.GetPropList(0)), [own]);
  t.is(object.SetProps([]).hr, MAPI_E_INVALID_PARAMETER);
  t.is(object.SetProps([{ tag: propTag(0x6604, PT_OBJECT), value: null }]).hr, MAPI_E_INVALID_PARAMETER);
});

test('a provider cannot change or delete what MAPI writes into its section', (t) => {
  const fake = new FakeModule('transport');
  const opened: IMAPISupport[] = [];
  fake.options.onLogon = (support) => opened.push(support);
  logOn(subsystemWith(t, [fake]));
  const object = must(opened[0]?.OpenProfileSection(null, MAPI_MODIFY) ?? { hr: S_OK, value: null });
  t.like(must(object.SetProps([{ tag: PR_PROVIDER_DLL_NAME_W, value: 'x' }]))[0], { scode: MAPI_E_COMPUTED });
  t.like(must(object.DeleteProps([PR_RESOURCE_FLAGS]))[0], { scode: MAPI_E_COMPUTED });
  t.is(findValue(must(object.GetProps(null, 0)), PR_PROVIDER_DLL_NAME_W), 'fake-1');
});

test('DeleteProps goes by id, and what is not there is a problem', (t) => {
  const object = section(sessionOf(t));
  object.SetProps([{ tag: PR_COMMENT_W, value: 'x' }]);
  t.deepEqual(must(object.DeleteProps([own, PR_COMMENT_A])), [{ index: 0, tag: own, scode: MAPI_E_NOT_FOUND }]);
  t.deepEqual(must(object.GetPropList(0)), []);
});

test('the section keeps its own copy of bytes', (t) => {
  const object = section(sessionOf(t));
  const tag = propTag(0x6605, PT_BINARY);
  const bytes = Uint8Array.of(1, 2);
  object.SetProps([{ tag, value: bytes }]);
  bytes[0] = 9;
  (findValue(must(object.GetProps([tag], 0)), tag) as Uint8Array)[1] = 9;
  t.deepEqual(findValue(must(object.GetProps([tag], 0)), tag), Uint8Array.of(1, 2));
});

test('SaveChanges succeeds without effect; there are no named properties and no other views', (t) => {
  const object = section(sessionOf(t));
  t.is(object.SaveChanges(KEEP_OPEN_READWRITE), S_OK);
  t.is(object.SaveChanges(0x4000), MAPI_E_UNKNOWN_FLAGS);
  t.is(object.GetIDsFromNames([{ guid: PS_MAPI, kind: 0, id: 1 }], 0).hr, MAPI_E_NO_SUPPORT);
  t.is(object.GetNamesFromIDs(null, null, 0).hr, MAPI_E_NO_SUPPORT);
  t.is(object.OpenProperty(own, IID_IMAPIProp, 0, 0).hr, MAPI_E_NO_SUPPORT);
  t.deepEqual(object.GetLastError(S_OK, 0), { hr: S_OK, value: null });
});

test('CopyTo and CopyProps copy, move, spare what is there, and report what is missing', (t) => {
  const session = sessionOf(t);
  const source = section(session);
  const target = must(session.OpenProfileSection(PS_MAPI, null, MAPI_MODIFY));
  source.SetProps([
    { tag: own, value: 1 },
    { tag: PR_COMMENT_W, value: 'c' },
    { tag: PR_MESSAGE_CLASS_W, value: 'm' },
  ]);
  target.SetProps([{ tag: own, value: 2 }]);
  const copyTo = (flags: number) =>
    must(source.CopyTo([], [PR_MESSAGE_CLASS_W], 0, null, IID_IProfSect, target, flags));
  t.deepEqual(copyTo(MAPI_NOREPLACE), []);
  t.deepEqual(
    must(target.GetProps([own, PR_COMMENT_W], 0)).map(({ value }) => value),
    [2, 'c'],
  );
  t.deepEqual(copyTo(0), []);
  t.deepEqual(must(target.GetPropList(0)), [own, PR_COMMENT_W]);
  t.is(findValue(must(target.GetProps([own], 0)), own), 1);
  const problems = must(
    source.CopyProps([PR_DISPLAY_NAME_W, PR_MESSAGE_CLASS_W], 0, null, IID_IProfSect, target, MAPI_MOVE),
  );
  t.deepEqual(problems, [{ index: 0, tag: PR_DISPLAY_NAME_W, scode: MAPI_E_NOT_FOUND }]);
  t.deepEqual(must(source.GetPropList(0)), [own, PR_COMMENT_W]);
  t.is(findValue(must(target.GetProps([PR_MESSAGE_CLASS_W], 0)), PR_MESSAGE_CLASS_W), 'm');
  t.is(source.CopyProps([own], 0, null, IID_IProfSect, target, 0x100).hr, MAPI_E_UNKNOWN_FLAGS);
});

test('a section that cannot be written says so, and stays as it was', (t) => {
  const folder = join(temporaryFolder(t), 'profiles');
  const object = section(logOn(subsystemWith(t, [], { profileDirectory: folder })));
  object.SetProps([{ tag: own, value: 1 }]);
  renameSync(folder, `${folder}-gone`);
  t.is(object.SetProps([{ tag: own, value: 2 }]).hr, MAPI_E_DISK_ERROR);
  t.deepEqual(must(object.GetProps([own], 0)), [{ tag: own, value: 1 }]);
  renameSync(`${folder}-gone`, folder);
  t.is(object.SetProps([{ tag: own, value: 2 }]).hr, S_OK);
});

test('a section that a store makes is temporary until ModifyProfile', (t) => {
  const temporary = (call: boolean): HRESULT => {
    const fake = new FakeModule('store');
    fake.options.onLogon = (support) => {
      must(support.OpenProfileSection(PS_MAPI, MAPI_MODIFY)).Release();
      if (call) support.ModifyProfile(0);
    };
    const subsystem = subsystemWith(t, [fake]);
    const session = logOnWithStores(subsystem);
    t.is(session.OpenProfileSection(PS_MAPI, null, 0).hr, S_OK);
    session.Logoff(0, 0, 0);
    return logOn(subsystem).OpenProfileSection(PS_MAPI, null, 0).hr;
  };
  t.is(temporary(false), MAPI_E_NOT_FOUND);
  t.is(temporary(true), S_OK);
});

test('a section that a transport makes is there to stay', (t) => {
  const fake = new FakeModule('transport');
  let uid: MAPIUID | null = null;
  fake.options.onLogon = (support) => {
    uid = must(support.NewUID());
    must(support.OpenProfileSection(uid, MAPI_MODIFY)).Release();
  };
  const subsystem = subsystemWith(t, [fake]);
  const session = logOn(subsystem);
  const made = uid;
  session.Logoff(0, 0, 0);
  t.is(logOn(subsystem).OpenProfileSection(made, null, 0).hr, S_OK);
});

test('of a profile section PT_STRING8 and PT_UNICODE are one property', (t) => {
  const object = section(sessionOf(t));
  for (const [set, other] of [
    [PR_COMMENT_A, PR_COMMENT_W],
    [PR_COMMENT_W, PR_COMMENT_A],
  ] as const) {
    const value = (tag: typeof set): unknown => object.GetProps([tag], 0).value?.[0]?.value;
    t.is(object.SetProps([{ tag: set, value: 'ä' }]).hr, S_OK);
    t.deepEqual([value(set), value(other)], ['ä', 'ä']);
    t.is(object.SetProps([{ tag: other, value: 'ö' }]).hr, S_OK);
    t.deepEqual([value(set), value(other)], ['ö', 'ö']);
    t.deepEqual(must(object.DeleteProps([set])), []);
    t.deepEqual([value(set), value(other)], [MAPI_E_NOT_FOUND, MAPI_E_NOT_FOUND]);
  }
});
