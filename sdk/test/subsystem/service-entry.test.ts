import {
  FAILED,
  type IProviderAdmin,
  MAPI_E_NO_SUPPORT,
  MAPI_E_NOT_FOUND,
  MAPI_MODIFY,
  MAPI_UNICODE,
  MSG_SERVICE_CONFIGURE,
  MSG_SERVICE_CREATE,
  PR_DISPLAY_NAME_W,
  PR_PROVIDER_UID,
  PT_UNICODE,
  propTag,
  propValue,
  RPC_E_SERVERFAULT,
  S_OK,
  type ServiceEntryCall,
} from '@mapi-kit/sdk';
import { Subsystem } from '@mapi-kit/sdk/subsystem';
import test, { type ExecutionContext } from 'ava';
import { temporaryFolder } from './support/fixture.js';

const FILE = propTag(0x6610, PT_UNICODE);

/** A profile with two providers of a module with an entry point, and one of another module. */
function subsystemOf(t: ExecutionContext, entry: (call: ServiceEntryCall) => { hr: number; value: null }): Subsystem {
  const subsystem = new Subsystem({
    profileDirectory: temporaryFolder(t),
    modules: new Map([
      ['service', { MSGServiceEntry: entry as never }],
      ['other', {}],
    ]),
  });
  subsystem.profiles.createProfile('work');
  subsystem.profiles.addProvider('work', { kind: 'store', dllName: 'service', displayName: 'Store' });
  subsystem.profiles.addProvider('work', { kind: 'address-book', dllName: 'service', displayName: 'Book' });
  subsystem.profiles.addProvider('work', { kind: 'transport', dllName: 'other', displayName: 'Other' });
  return subsystem;
}

test('a service entry is told why it is called, with properties, and is allowed no dialog', (t) => {
  const calls: ServiceEntryCall[] = [];
  const subsystem = subsystemOf(t, (call) => {
    calls.push(call);
    return { hr: S_OK, value: null };
  });
  const properties = [propValue(FILE, 'a.dat')];
  t.is(subsystem.callServiceEntry('work', { dllName: 'service', context: MSG_SERVICE_CREATE }).hr, S_OK);
  t.is(subsystem.callServiceEntry('work', { dllName: 'service', context: MSG_SERVICE_CONFIGURE, properties }).hr, S_OK);
  t.deepEqual(
    calls.map(({ context, flags, uiParam, properties: given }) => [context, flags, uiParam, given]),
    [
      [MSG_SERVICE_CREATE, MAPI_UNICODE, 0, []],
      [MSG_SERVICE_CONFIGURE, MAPI_UNICODE, 0, properties],
    ],
  );
});

test('what a service entry has changed in the sections of its providers is told', (t) => {
  const properties = [propValue(FILE, 'a.dat')];
  const writing = subsystemOf(t, ({ providerAdmin, properties: given }) => {
    const section = providerAdmin.OpenProfileSection(null, null, MAPI_MODIFY).value;
    section?.SetProps(given);
    section?.Release();
    return { hr: S_OK, value: null };
  });
  const request = { dllName: 'service', context: MSG_SERVICE_CONFIGURE, properties };
  const changed = (what: Partial<typeof request>): readonly number[] =>
    writing.callServiceEntry('work', { ...request, ...what }).changed;
  t.deepEqual(changed({}), [FILE]);
  // What it has already is no change.
  t.deepEqual(changed({}), []);
  t.deepEqual(changed({ properties: [propValue(FILE, 'b.dat')] }), [FILE]);
  t.deepEqual(changed({ dllName: 'other' }), []);
});

test('a service entry sees the providers of its service, and what it writes into their sections stays', (t) => {
  const read = (admin: IProviderAdmin): unknown[] => {
    const table = admin.GetProviderTable(0).value;
    table?.SetColumns([PR_DISPLAY_NAME_W, PR_PROVIDER_UID], 0);
    const rows = table?.QueryRows(10, 0).value ?? [];
    table?.Release();
    return rows.map(([name]) => name?.value);
  };
  const seen: unknown[] = [];
  const subsystem = subsystemOf(t, ({ support, providerAdmin, context }) => {
    seen.push(read(providerAdmin), providerAdmin.CreateProvider('x', [], 0, 0).hr);
    const section = providerAdmin.OpenProfileSection(null, null, MAPI_MODIFY).value;
    if (context === MSG_SERVICE_CREATE) section?.SetProps([propValue(FILE, 'a.dat')]);
    else seen.push(section?.GetProps([FILE], 0).value);
    section?.Release();
    // The support object opens the same one.
    const own = support.OpenProfileSection(null, 0).value;
    seen.push(own?.GetProps([FILE], 0).value?.[0]?.value);
    own?.Release();
    return { hr: S_OK, value: null };
  });
  for (const context of [MSG_SERVICE_CREATE, MSG_SERVICE_CONFIGURE]) {
    t.is(subsystem.callServiceEntry('work', { dllName: 'service', context }).hr, S_OK);
  }
  const names = ['Store', 'Book'];
  t.deepEqual(seen, [names, MAPI_E_NO_SUPPORT, 'a.dat', names, MAPI_E_NO_SUPPORT, [propValue(FILE, 'a.dat')], 'a.dat']);
  t.deepEqual(subsystem.ledger.violations, []);
});

test('a service entry that throws or fails is a code; a module without one is a success', (t) => {
  const throwing = subsystemOf(t, () => {
    throw new Error('no');
  });
  const request = { dllName: 'service', context: MSG_SERVICE_CREATE };
  t.is(throwing.callServiceEntry('work', request).hr, RPC_E_SERVERFAULT);
  const failing = subsystemOf(t, () => ({ hr: MAPI_E_NOT_FOUND, value: null }));
  t.is(failing.callServiceEntry('work', request).hr, MAPI_E_NOT_FOUND);
  t.false(FAILED(failing.callServiceEntry('work', { ...request, dllName: 'other' }).hr));
  t.throws(() => failing.callServiceEntry('missing', request), { message: /There is no profile/ });
});
