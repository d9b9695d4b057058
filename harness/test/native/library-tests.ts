import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  ComObject,
  E_NOINTERFACE,
  fnevObjectModified,
  type Guid,
  guid,
  IID_IMAPIAdviseSink,
  IID_IMAPIProviderShutdown,
  IID_IMSProvider,
  IID_IMsgStore,
  IID_IUnknown,
  type IMAPIAdviseSink,
  MAPI_E_INVALID_OBJECT,
  MAPI_UNICODE,
  type NOTIFICATION,
  type PropertyValue,
  type PropTag,
  PT_APPTIME,
  PT_BINARY,
  PT_BOOLEAN,
  PT_CLSID,
  PT_CURRENCY,
  PT_DOUBLE,
  PT_I2,
  PT_I8,
  PT_LONG,
  PT_MV_BINARY,
  PT_MV_CLSID,
  PT_MV_I2,
  PT_MV_I8,
  PT_MV_STRING8,
  PT_MV_UNICODE,
  PT_R4,
  PT_STRING8,
  PT_SYSTIME,
  PT_UNICODE,
  S_OK,
} from '@mapi-kit/sdk';
import test from 'ava';
import type { LifePlan } from '#harness/life/life-plan.js';
import { callNotesFile } from '#harness/life/native-library.js';
import type { LoadedLibrary } from '#harness/native/load-library.js';
import { resolveProvider } from '#harness/run/input/resolve-provider.js';
import { Leftovers } from '#harness/run/process/leftovers.js';
import { temporaryFolder } from '../run/temporary-folder.js';
import { compile, compileEcho, MISSING, notesFile, openStore } from './echo-library.js';

const VALUES: readonly (readonly [type: number, value: PropertyValue])[] = [
  [PT_I2, -2],
  [PT_LONG, -0x80000000],
  [PT_R4, 0.5],
  [PT_DOUBLE, -1e300],
  [PT_APPTIME, 2.25],
  [PT_CURRENCY, -5n],
  [PT_I8, -(2n ** 63n)],
  [PT_BOOLEAN, true],
  [PT_SYSTIME, 2n ** 63n + 1n],
  [PT_CLSID, guid('{00020398-0000-0000-C000-000000000046}')],
  [PT_UNICODE, 'Grüße 漢字 \ud83d'],
  [PT_UNICODE, ''],
  [PT_STRING8, 'Grüße – €'],
  [PT_BINARY, Uint8Array.of(0, 255, 7)],
  [PT_BINARY, new Uint8Array(0)],
  [PT_MV_I2, [1, -1, 3]],
  [PT_MV_I8, [1n, -1n]],
  [PT_MV_UNICODE, ['a', '', 'ü']],
  [PT_MV_STRING8, ['x', 'é']],
  [PT_MV_CLSID, [guid('{00020398-0000-0000-C000-000000000046}'), guid('{00020306-0000-0000-C000-000000000046}')]],
  [PT_MV_BINARY, [Uint8Array.of(1), new Uint8Array(0)]],
];

class Sink extends ComObject implements IMAPIAdviseSink {
  readonly heard: NOTIFICATION[] = [];

  protected interfaces(): readonly Guid[] {
    return [IID_IMAPIAdviseSink];
  }

  OnNotify(notifications: readonly NOTIFICATION[]): number {
    this.heard.push(...notifications);
    throw new Error('nothing of it may reach C');
  }
}

/**
 * Declares the tests of a library that is really loaded. A process is for one manner of calling: what a library is given is
 * registered once.
 */
export function testLibraries(hasTwoThreads: boolean): void {
  const native = MISSING === null ? test.serial : test.serial.skip;
  const how = hasTwoThreads ? ', with two threads' : '';
  let opened: Promise<LoadedLibrary> | undefined;

  async function echo(): Promise<LoadedLibrary> {
    opened ??= import('#harness/native/load-library.js').then(({ loadLibrary }) =>
      loadLibrary(compileEcho(), { notes: notesFile(), hasTwoThreads }),
    );
    return await opened;
  }

  native(`properties of all types go into a library and come back${how}`, async (t) => {
    const { module } = await echo();
    const client = openStore(new Map([['echo', module]]), 'echo');
    const values = VALUES.map(([type, value], index) => ({ tag: (((0x6700 + index) << 16) | type) as PropTag, value }));
    t.deepEqual(client.store.SetProps(values), { hr: S_OK, value: [] });
    const { hr, value } = client.store.GetProps(null, MAPI_UNICODE);
    t.is(hr, S_OK);
    t.is(value?.length, VALUES.length);
    value?.forEach((each, index) => {
      t.deepEqual(each, values[index]);
    });
    // More than the buffers of the bridge have room for at first.
    const [tag, large] = [((0x6600 << 16) | PT_BINARY) as PropTag, Buffer.alloc(3_000_000, 'large')];
    client.store.SetProps([{ tag, value: large }]);
    const [back] = client.store.GetProps(null, 0).value ?? [];
    t.true(large.equals(back?.value as Uint8Array));
    client.logOff();
  });

  native(`a library reads its profile section, and keeps and releases the support object${how}`, async (t) => {
    const { module, faults, held } = await echo();
    const client = openStore(new Map([['echo', module]]), 'echo');
    t.deepEqual(held(), { IMAPISupport: 1 });
    const section = client.store.GetProps(null, MAPI_UNICODE).value ?? [];
    t.true(section.some(({ tag, value }) => tag >>> 16 === 0x6600 && String(value).endsWith('data')));
    client.logOff();
    t.deepEqual(held(), {});
    t.deepEqual(client.subsystem.ledger.leaks(), []);
    t.deepEqual(client.subsystem.ledger.violations, []);
    t.deepEqual(faults(), []);
  });

  native(`a reference released once too often is in the ledger${how}`, async (t) => {
    const { module, faults } = await echo();
    const client = openStore(new Map([['echo', module]]), 'over-release');
    client.logOff();
    t.deepEqual(faults(), ['the library released an IProfSect more often than it had references to it']);
    t.regex(client.subsystem.ledger.violations[0]?.message ?? '', /^Release was called on .*more often/);
  });

  native(
    `a sink hears of notifications; what it throws stays on this side; a connection may have 33 bits${how}`,
    async (t) => {
      const { module, faults } = await echo();
      const client = openStore(new Map([['echo', module]]), 'echo');
      // Other tests of this process have theirs.
      const before = faults();
      const sink = new Sink();
      t.deepEqual(client.store.Advise(null, 0x10, sink), { hr: S_OK, value: 0x1_0000_0010 });
      t.like(sink.heard, [{ eventType: fnevObjectModified, entryId: Uint8Array.of(1, 2, 3) }]);
      t.deepEqual(
        faults().filter((fault) => !before.includes(fault)),
        ['IMAPIAdviseSink::OnNotify: nothing of it may reach C'],
      );
      t.is(sink.Release(), 0);
      client.logOff();
    },
  );

  native(`texts are WCHARs or bytes as the flags say, and both results of a method come back${how}`, async (t) => {
    const { module } = await echo();
    const client = openStore(new Map([['echo', module]]), 'echo');
    for (const flags of [MAPI_UNICODE, 0]) {
      t.deepEqual(client.store.GetReceiveFolder('IPM.Über', flags), {
        hr: 0 as never,
        value: { entryId: Uint8Array.of(1, 2, 3, 4), explicitClass: 'IPM.Über' },
      });
    }
    t.deepEqual(client.store.StoreLogoff(2), { hr: S_OK, value: 0x10002 });
    client.logOff();
  });

  native(`an object is the same by its identity, counts, and is not called after its last release${how}`, async (t) => {
    const { module } = await echo();
    const provider = module.MSProviderInit?.({ flags: 0, mapiVersion: 0x10010 }).value?.provider;
    if (provider === undefined) return t.fail();
    const shutdown = provider.QueryInterface(IID_IMAPIProviderShutdown).value;
    if (shutdown === null) return t.fail();
    t.is(shutdown.QueryFastShutdown(), S_OK);
    t.is(shutdown.QueryInterface(IID_IMSProvider).value, provider);
    const [one, other] = [provider.QueryInterface(IID_IUnknown).value, shutdown.QueryInterface(IID_IUnknown).value];
    t.is(one, other);
    t.deepEqual(provider.QueryInterface(IID_IMsgStore), { hr: E_NOINTERFACE, value: null });
    t.is(provider.AddRef(), 6);
    for (let left = 5; left > 4; left -= 1) t.is(provider.Release(), left);
    one?.Release();
    other?.Release();
    shutdown.Release();
    provider.Release();
    t.is(provider.Release(), 0);
    t.is(provider.Release(), 0);
    t.is(provider.Shutdown(0), MAPI_E_INVALID_OBJECT);
  });

  native(`what was not given by the allocators and is given back to them is a fault${how}`, async (t) => {
    const { module, faults } = await echo();
    const before = faults().length;
    const client = openStore(new Map([['echo', module]]), 'wrong-free');
    client.store.SetProps([]);
    client.logOff();
    t.regex(
      faults()[before] ?? '',
      /^MAPIFreeBuffer or MAPIAllocateMore was called once with what MAPIAllocateBuffer did not give/,
    );
  });

  native(`the call in flight can be read when the process is no more${how}`, async (t) => {
    const [{ InFlight }, { readCallNotes }, { viewOf }] = await Promise.all([
      import('#harness/native/in-flight.js'),
      import('#harness/run/process/call-notes.js'),
      import('#harness/native/ffi.js'),
    ]);
    const plan = { profileDirectory: join(temporaryFolder(t), 'profile'), life: 1 } as LifePlan;
    t.deepEqual(readCallNotes(plan), {});
    const notes = new InFlight(['IMessage::SetProps', 'IMAPISupport::Notify']);
    const page = notes.noteIn(callNotesFile(plan));
    if (page === null) return t.fail();
    t.deepEqual(readCallNotes(plan), {});
    const numbers = new Int32Array(viewOf(page, 16));
    // A thread that waits for the loop of JavaScript waits for no call.
    numbers[1] = 1;
    t.deepEqual(readCallNotes(plan), {});
    const before = notes.enter(notes.numberOf('IMAPISupport::Notify'));
    t.deepEqual(readCallNotes(plan), { nativeCall: 'IMAPISupport::Notify', threadWaited: true });
    numbers[1] = 0;
    t.deepEqual(readCallNotes(plan), { nativeCall: 'IMAPISupport::Notify' });
    notes.leave(before);
    t.deepEqual(readCallNotes(plan), {});
    notes.leaveReturned(notes.enter(notes.numberOf('IMessage::SetProps')));
    t.deepEqual(readCallNotes(plan), { lastNativeCall: 'IMessage::SetProps' });
    const during = notes.enter(notes.numberOf('IMAPISupport::Notify'));
    t.deepEqual(readCallNotes(plan), { nativeCall: 'IMAPISupport::Notify' });
    // Who counts references has not begun anything.
    notes.leave(during);
    t.deepEqual(readCallNotes(plan), { lastNativeCall: 'IMessage::SetProps' });
    numbers[3] = 0;
    // It has waited once, and a call has come to its end.
    numbers[2] = 1;
    t.deepEqual(readCallNotes(plan), { threadWaited: true });
  });

  native(`a library that cannot be loaded names what it misses${how}`, async (t) => {
    const folder = temporaryFolder(t);
    const source = join(folder, 'source.cpp');
    const visible = 'extern "C" __attribute__((visibility("default"))) int';
    writeFileSync(source, `${visible} needed() { return 0; }`);
    const needed = compile(source, 'libneeded.so');
    writeFileSync(source, `extern "C" int needed(); ${visible} MSProviderInit() { return needed(); }`);
    const library = compile(source, 'store.so', needed);
    rmSync(needed);
    const [{ loadLibrary }, { diagnoseImport }] = await Promise.all([
      import('#harness/native/load-library.js'),
      import('#harness/run/process/diagnose-import.js'),
    ]);
    t.throws(() => loadLibrary(library, { notes: notesFile(), hasTwoThreads }), { message: /libneeded\.so/ });
    const leftovers = new Leftovers();
    t.teardown(() => leftovers.dispose());
    const provider = await resolveProvider('./store.so', dirname(library), async () => undefined);
    const error = await diagnoseImport({ provider, cwd: folder, folder, limitMs: 20_000, leftovers });
    t.regex(
      error?.message ?? '',
      /^\.\/store\.so cannot be loaded: it needs .*libneeded\.so, which is not where the system looks/,
    );
  });
}
