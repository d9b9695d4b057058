import {
  findValue,
  type IMAPISession,
  type IMsgStore,
  MAPI_CC,
  MAPI_TO,
  MAPI_UNICODE,
  MODRECIP_ADD,
  PR_ADDRTYPE_W,
  PR_ATTACH_DATA_BIN,
  PR_ATTACH_LONG_FILENAME_W,
  PR_ATTACH_METHOD,
  PR_BODY_W,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PR_IPM_OUTBOX_ENTRYID,
  PR_MESSAGE_CLASS_W,
  PR_RECIPIENT_TYPE,
  PR_SUBJECT_W,
  type ProviderModule,
} from '@mapi-kit/sdk';
import { messageStoreProvider } from '@mapi-kit/sdk/store';
import { Subsystem } from '@mapi-kit/sdk/subsystem';
import {
  AbstractTransport,
  type InboundMessage,
  type OutboundMessage,
  type SubmitAnswer,
  transportProvider,
} from '@mapi-kit/sdk/transport';
import test, { type ExecutionContext } from 'ava';
import { openFolder } from '#harness/host/store/folders.js';
import { FileStore } from '../fixtures/stores/file-store.js';
import { temporaryFolder } from '../run/temporary-folder.js';
import { looped } from './looped.js';

/** Sends by writing down what it was given; one is deferred, and one cannot be sent. */
class Postcards extends AbstractTransport {
  readonly #waiting: InboundMessage[] = [
    {
      subject: 'für dich',
      body: 'Grüße 😀\r\n',
      messageId: '<in@example.org>',
      sender: { name: 'Åsa', addressType: 'SMTP', address: 'asa@example.org' },
      recipients: [{ name: 'me', addressType: 'SMTP', address: 'me@example.org', type: 'cc' }],
      attachments: [{ name: 'ß.bin', data: Uint8Array.from({ length: 70_000 }, (_, index) => index & 255) }],
    },
  ];
  protected override addressTypes(): readonly string[] {
    return ['SMTP', 'FAX'];
  }
  protected override submit(message: OutboundMessage): SubmitAnswer {
    const { subject, body, recipients, addressees, attachments, deferred, entryId } = message;
    seen.push([
      subject,
      body,
      deferred,
      recipients.map(({ address }) => address),
      addressees.map(({ name, type }) => [name, type]),
      attachments.map(({ name, data }) => [name, data.length, data[40_000]]),
    ]);
    if (subject === 'later' && !deferred) {
      setImmediate(() => this.reportSent(entryId));
      return 'deferred';
    }
    if (subject === 'never') return { failed: recipients.map((recipient) => ({ recipient, reason: 'zu groß' })) };
    return 'sent';
  }
  protected override poll(): boolean {
    return this.#waiting.length > 0;
  }
  protected override receive(): InboundMessage | undefined {
    return this.#waiting[0];
  }
  protected override received(): void {
    this.#waiting.shift();
  }
}

let seen: unknown[] = [];

function submit(store: IMsgStore, subject: string): void {
  const values = store.GetProps([PR_IPM_OUTBOX_ENTRYID], 0).value ?? [];
  const outbox = openFolder(store, findValue(values, PR_IPM_OUTBOX_ENTRYID) ?? null);
  const message = outbox.CreateMessage(null, 0).value;
  if (message === null) throw new Error('no message');
  message.SetProps([
    { tag: PR_SUBJECT_W, value: subject },
    { tag: PR_MESSAGE_CLASS_W, value: 'IPM.Note' },
    { tag: PR_BODY_W, value: 'ä'.repeat(40_000) },
  ]);
  const rows = [MAPI_TO, MAPI_CC].map((type) => [
    { tag: PR_RECIPIENT_TYPE, value: type },
    { tag: PR_DISPLAY_NAME_W, value: `Nº ${type}` },
    { tag: PR_ADDRTYPE_W, value: 'SMTP' },
    { tag: PR_EMAIL_ADDRESS_W, value: `${type}@example.org` },
  ]);
  message.ModifyRecipients(MODRECIP_ADD, rows);
  const { attach } = message.CreateAttach(null, 0).value ?? {};
  attach?.SetProps([
    { tag: PR_ATTACH_METHOD, value: 1 },
    { tag: PR_ATTACH_LONG_FILENAME_W, value: 'Plan 漢.bin' },
    { tag: PR_ATTACH_DATA_BIN, value: Uint8Array.from({ length: 50_000 }, (_, index) => index % 251) },
  ]);
  attach?.SaveChanges(0);
  attach?.Release();
  message.SubmitMessage(0);
  message.Release();
  outbox.Release();
}

/** What is in the folder for new mail, reports among it. */
function inbox(store: IMsgStore): readonly unknown[] {
  const { entryId } = store.GetReceiveFolder('IPM.Note', MAPI_UNICODE).value ?? { entryId: null };
  const folder = openFolder(store, entryId);
  const table = folder.GetContentsTable(0).value;
  table?.SetColumns([PR_ENTRYID], 0);
  const rows = table?.QueryRows(50, 0).value ?? [];
  table?.Release();
  const messages = rows.map((row) => {
    const message = store.OpenEntry(findValue(row, PR_ENTRYID) ?? null, null, 0).value?.unknown as never as {
      GetProps: typeof store.GetProps;
      Release(): number;
    };
    const values = message.GetProps([PR_SUBJECT_W, PR_MESSAGE_CLASS_W, PR_BODY_W], 0).value ?? [];
    message.Release();
    return values.map(({ value }) => value);
  });
  folder.Release();
  return messages.sort();
}

async function exchange(t: ExecutionContext, transport: ProviderModule): Promise<readonly unknown[]> {
  seen = [];
  const folder = temporaryFolder(t);
  const modules = new Map<string, ProviderModule>([
    ['post', transport],
    ['store', { MSProviderInit: messageStoreProvider(FileStore) }],
  ]);
  const subsystem = new Subsystem({ profileDirectory: folder, modules });
  subsystem.MAPIInitialize(null);
  subsystem.profiles.createProfile('work');
  for (const [kind, dllName] of [
    ['store', 'store'],
    ['transport', 'post'],
  ] as const) {
    subsystem.profiles.addProvider('work', {
      kind,
      dllName,
      displayName: dllName,
      dataDirectory: `${folder}/${dllName}`,
    });
  }
  const session = subsystem.MAPILogonEx(0, 'work', null, 0).value as IMAPISession;
  const table = session.GetMsgStoresTable(0).value;
  const id = findValue(table?.QueryRows(1, 0).value?.[0] ?? [], PR_ENTRYID);
  table?.Release();
  const store = session.OpenMsgStore(0, id ?? new Uint8Array(), null, 4).value as IMsgStore;
  for (const subject of ['now', 'later', 'never']) submit(store, subject);
  const rounds = [];
  for (let round = 0; round < 3; round += 1) {
    const { finished, received, reports, failures } = subsystem.spooler.run();
    rounds.push([finished, received, reports, failures]);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const mail = inbox(store);
  store.StoreLogoff(1);
  store.Release();
  session.Logoff(0, 0, 0);
  session.Release();
  subsystem.MAPIUninitialize();
  const { violations } = subsystem.ledger;
  return [seen, rounds, mail, violations, subsystem.ledger.leaks()];
}

const here = process.platform === 'linux' && process.arch === 'x64' ? test.serial : test.serial.skip;

here('mail that a transport sends, defers, refuses and receives through C is what it is directly', async (t) => {
  const module = { XPProviderInit: transportProvider(Postcards) };
  const direct = await exchange(t, module);
  t.is(seen.length, 4, 'one was offered twice');
  t.true(JSON.stringify(direct).includes('zu groß'));
  t.true(JSON.stringify(direct).includes('für dich'));
  const { module: loop, ours, library } = await looped(module);
  t.deepEqual(await exchange(t, loop), direct);
  // What MAPI frees for a transport was allocated for it, and nothing is held.
  for (const bridge of [ours, library]) {
    t.deepEqual(bridge.given.faults, []);
    t.deepEqual(bridge.given.held, {});
    t.is(bridge.memory.allocators.count.faults, 0);
  }
});
