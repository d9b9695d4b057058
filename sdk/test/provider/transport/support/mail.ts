import { FAILED } from '#src/com/hresult.js';
import { formatHresult } from '#src/com/hresult-name.js';
import type { Result } from '#src/com/result.js';
import {
  CURRENT_SPI_VERSION,
  KEEP_OPEN_READWRITE,
  MAPI_BCC,
  MAPI_MODIFY,
  MAPI_TO,
  MDB_WRITE,
} from '#src/contract/flags.js';
import type { IMAPIFolder } from '#src/contract/imapi-folder.js';
import type { IMAPIProviderShutdown } from '#src/contract/imapi-provider-shutdown.js';
import type { IMessage } from '#src/contract/imessage.js';
import { IID_IMAPIProviderShutdown } from '#src/contract/interface-ids.js';
import type { IXPLogon } from '#src/contract/ixp-logon.js';
import type { IXPProvider } from '#src/contract/ixp-provider.js';
import {
  PR_ADDRTYPE_W,
  PR_ATTACH_DATA_BIN,
  PR_ATTACH_LONG_FILENAME_W,
  PR_ATTACH_METHOD,
  PR_BODY_W,
  PR_CLIENT_SUBMIT_TIME,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PR_RECIPIENT_TYPE,
  PR_RESPONSIBILITY,
  PR_SENDER_ADDRTYPE_W,
  PR_SENDER_EMAIL_ADDRESS_W,
  PR_SENDER_NAME_W,
  PR_SUBJECT_W,
} from '#src/contract/property-tags.js';
import { findValue, type SPropValue } from '#src/contract/property-types.js';
import { AbstractMessageStore } from '#src/provider/store/abstract-message-store.js';
import { messageStoreProvider } from '#src/provider/store/message-store-provider.js';
import type { StoredObject } from '#src/provider/store/stored-object.js';
import type { TransportClass } from '#src/provider/transport/transport-core.js';
import { type TransportOptions, transportProvider } from '#src/provider/transport/transport-provider.js';
import { FakeSupport } from './fake-support.js';

/** The value of a result that has to have one. */
export function ok<T>({ hr, value }: Result<T>): T {
  if (FAILED(hr) || value === null) throw new Error(`the call gave ${formatHresult(hr)}`);
  return value;
}

class MemoryStore extends AbstractMessageStore {
  readonly #objects = new Map<string, StoredObject>();

  protected read(id: string): StoredObject | undefined {
    return this.#objects.get(id);
  }

  protected list(parent: string): Iterable<StoredObject> {
    return [...this.#objects.values()].filter((object) => object.parent === parent);
  }

  protected write(object: StoredObject): void {
    this.#objects.set(object.id, object);
  }

  protected remove(id: string): void {
    this.#objects.delete(id);
  }
}

/** A folder of a store in memory, to make messages in. */
export function openMailbox(): IMAPIFolder {
  const { provider } = ok(messageStoreProvider(MemoryStore)({ flags: 0, mapiVersion: CURRENT_SPI_VERSION }));
  const { store } = ok(provider.Logon(new FakeSupport().contract, 0, 'profile', null, MDB_WRITE, null));
  return ok(store.OpenEntry(null, null, MAPI_MODIFY)).unknown as IMAPIFolder;
}

/** A recipient: an address, or a whole row. */
export type Recipient = string | readonly SPropValue[];

export function recipientRow(recipient: Recipient): readonly SPropValue[] {
  if (typeof recipient !== 'string') return recipient;
  const [addressType = '', address = ''] = recipient.split(':');
  return [
    { tag: PR_DISPLAY_NAME_W, value: `Name of ${address}` },
    { tag: PR_ADDRTYPE_W, value: addressType },
    { tag: PR_EMAIL_ADDRESS_W, value: address },
    { tag: PR_RECIPIENT_TYPE, value: address.startsWith('blind') ? MAPI_BCC : MAPI_TO },
    { tag: PR_RESPONSIBILITY, value: false },
  ];
}

/** A saved message as the spooler would offer it. */
export function makeMessage(
  folder: IMAPIFolder,
  subject: string,
  recipients: readonly Recipient[],
  more: readonly SPropValue[] = [],
): IMessage {
  const message = ok(folder.CreateMessage(null, 0));
  ok(
    message.SetProps([
      { tag: PR_SUBJECT_W, value: subject },
      { tag: PR_BODY_W, value: `Body of ${subject}` },
      { tag: PR_SENDER_NAME_W, value: 'Ann' },
      { tag: PR_SENDER_ADDRTYPE_W, value: 'SMTP' },
      { tag: PR_SENDER_EMAIL_ADDRESS_W, value: 'ann@example.org' },
      { tag: PR_CLIENT_SUBMIT_TIME, value: 133_000_000_000_000_000n },
      ...more,
    ]),
  );
  message.ModifyRecipients(0, recipients.map(recipientRow));
  message.SaveChanges(KEEP_OPEN_READWRITE);
  return message;
}

/** Adds an attachment and saves it all. */
export function attach(message: IMessage, name: string, data: Uint8Array): void {
  const { attach: attachment } = ok(message.CreateAttach(null, 0));
  ok(
    attachment.SetProps([
      { tag: PR_ATTACH_METHOD, value: 1 },
      { tag: PR_ATTACH_LONG_FILENAME_W, value: name },
      { tag: PR_ATTACH_DATA_BIN, value: data },
    ]),
  );
  attachment.SaveChanges(0);
  attachment.Release();
  message.SaveChanges(KEEP_OPEN_READWRITE);
}

/** The addresses whose PR_RESPONSIBILITY is TRUE. */
export function takenAddresses(message: IMessage): string[] {
  const table = ok(message.GetRecipientTable(0));
  const rows = ok(table.QueryRows(100, 0));
  table.Release();
  return rows
    .filter((row) => findValue(row, PR_RESPONSIBILITY) === true)
    .map((row) => findValue(row, PR_EMAIL_ADDRESS_W) ?? '');
}

export function entryIdOf(message: IMessage): Uint8Array {
  const value = findValue(ok(message.GetProps([PR_ENTRYID], 0)), PR_ENTRYID);
  if (value === undefined) throw new Error('the message has no entry id');
  return value;
}

/** A transport that is logged on. */
export interface LoggedOn {
  readonly provider: IXPProvider;
  readonly shutdown: IMAPIProviderShutdown;
  readonly logon: IXPLogon;
  readonly support: FakeSupport;
  readonly logonFlags: number;
}

export function logOn(
  transportClass: TransportClass,
  {
    flags = 0,
    support = new FakeSupport(),
    ...options
  }: TransportOptions & { flags?: number; support?: FakeSupport } = {},
): LoggedOn {
  const init = transportProvider(transportClass, options);
  const { provider } = ok(init({ flags: 0, mapiVersion: CURRENT_SPI_VERSION }));
  const { logon, flags: logonFlags } = ok(provider.TransportLogon(support.contract, 0, 'profile', flags));
  const shutdown = ok(provider.QueryInterface(IID_IMAPIProviderShutdown));
  return { provider, shutdown, logon, support, logonFlags };
}

/** Waits until something is the case, for two seconds at most after the other tests of the process have begun. */
export async function until(condition: () => boolean): Promise<void> {
  await pause(0);
  const deadline = Date.now() + 2000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`it did not come true within two seconds: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
