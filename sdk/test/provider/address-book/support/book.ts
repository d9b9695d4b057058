import { PR_DEF_CREATE_MAILUSER } from '@mapi-kit/sdk';
import { ComObject } from '#src/com/com-object.js';
import { type Guid, guid } from '#src/com/guid.js';
import { FAILED } from '#src/com/hresult.js';
import { CURRENT_SPI_VERSION, KEEP_OPEN_READWRITE } from '#src/contract/flags.js';
import type { IABContainer } from '#src/contract/iab-container.js';
import type { IABLogon } from '#src/contract/iab-logon.js';
import type { IABProvider } from '#src/contract/iab-provider.js';
import type { IMAPIProp } from '#src/contract/imapi-prop.js';
import type { IMAPIProviderShutdown } from '#src/contract/imapi-provider-shutdown.js';
import type { IMAPITable } from '#src/contract/imapi-table.js';
import { IID_IMAPIProviderShutdown } from '#src/contract/interface-ids.js';
import { PR_ADDRTYPE_W, PR_DISPLAY_NAME_W, PR_EMAIL_ADDRESS_W, PR_ENTRYID } from '#src/contract/property-tags.js';
import { findValue, type PropTag, type SPropValue } from '#src/contract/property-types.js';
import type { NOTIFICATION, SRow } from '#src/contract/structures.js';
import { AbstractAddressBook } from '#src/provider/address-book/abstract-address-book.js';
import { addressBookProvider } from '#src/provider/address-book/address-book-provider.js';
import type { AddressBookClass } from '#src/provider/address-book/book-core.js';
import type { ContainerDescription, StoredEntry } from '#src/provider/address-book/stored-entry.js';
import { FakeSupport } from '../../transport/support/fake-support.js';
import { ok } from '../../transport/support/mail.js';

/** What outlives a logon. */
export interface Box {
  readonly entries: Map<string, StoredEntry>;
  readonly log: string[];
}

export function newBox(): Box {
  return { entries: new Map(), log: [] };
}

/** An address book over a box. */
export function bookOver(box: Box, containers?: readonly ContainerDescription[]): typeof Book {
  const made = class extends Book {
    protected override get box(): Box {
      return box;
    }
  };
  if (containers !== undefined) {
    Object.defineProperty(made.prototype, 'containers', { value: () => containers });
  }
  return made;
}

export class Book extends AbstractAddressBook {
  protected get box(): Box {
    throw new Error('no box');
  }
  protected read(id: string): StoredEntry | undefined {
    return this.box.entries.get(id);
  }
  protected list(_container: string): Iterable<StoredEntry> {
    return this.box.entries.values();
  }
  protected write(entry: StoredEntry): void {
    this.box.log.push(`write ${entry.version}`);
    this.box.entries.set(entry.id, entry);
  }
  protected remove(id: string): void {
    this.box.log.push('remove');
    this.box.entries.delete(id);
  }
  protected override close(): void {
    this.box.log.push('close');
  }
}

export const init = { flags: 0, mapiVersion: CURRENT_SPI_VERSION };
export const providerUid = guid('{11111111-2222-3333-4444-555555555555}');

export interface LoggedOn {
  readonly provider: IABProvider;
  readonly shutdown: IMAPIProviderShutdown;
  readonly logon: IABLogon;
  readonly support: FakeSupport;
  readonly root: IABContainer;
  readonly container: IABContainer;
}

export function logOn(bookClass: AddressBookClass, support: FakeSupport = new FakeSupport()): LoggedOn {
  const { provider } = ok(addressBookProvider(bookClass, { displayName: 'Cards', providerUid })(init));
  const { logon } = ok(provider.Logon(support.contract, 0, 'profile', 0));
  const shutdown = ok(provider.QueryInterface(IID_IMAPIProviderShutdown));
  const root = ok(logon.OpenEntry(null, null, 0)).unknown as IABContainer;
  const [first = []] = rowsOf(ok(root.GetHierarchyTable(0)));
  const container = open<IABContainer>(logon, entryIdOf(first));
  return { provider, shutdown, logon, support, root, container };
}

export function open<T>(logon: IABLogon, entryId: Uint8Array, flags = 0): T {
  return ok(logon.OpenEntry(entryId, null, flags)).unknown as T;
}

export function rowsOf(table: IMAPITable): readonly SRow[] {
  return ok(table.QueryRows(1000, 0));
}

export function entryIdOf(row: SRow): Uint8Array {
  const value = findValue(row, PR_ENTRYID);
  if (value === undefined) throw new Error('the row has no entry id');
  return value;
}

export function get<T extends SPropValue['value']>(object: IMAPIProp, tag: PropTag<T>): T | undefined {
  return findValue(ok(object.GetProps([tag as PropTag], 0)), tag);
}

export function person(name: string | undefined, address?: string): SPropValue[] {
  const properties: SPropValue[] = [{ tag: PR_ADDRTYPE_W, value: 'SMTP' }];
  if (name !== undefined) properties.push({ tag: PR_DISPLAY_NAME_W, value: name });
  if (address !== undefined) properties.push({ tag: PR_EMAIL_ADDRESS_W, value: address });
  return properties;
}

/** A new entry with its properties set, not saved yet. */
export function create(container: IABContainer, properties: readonly SPropValue[], flags = 0): IMAPIProp {
  const template = get(container, PR_DEF_CREATE_MAILUSER);
  if (template === undefined) throw new Error('the container has no template');
  const entry = ok(container.CreateEntry(template, flags));
  ok(entry.SetProps(properties));
  return entry;
}

/** A saved entry; gives its entry id. */
export function add(container: IABContainer, name: string, address?: string): Uint8Array {
  const entry = create(container, person(name, address));
  if (FAILED(entry.SaveChanges(KEEP_OPEN_READWRITE))) throw new Error('the entry was not saved');
  const entryId = get(entry, PR_ENTRYID);
  entry.Release();
  if (entryId === undefined) throw new Error('the entry has no entry id');
  return entryId;
}

export function names(container: IABContainer): string[] {
  return rowsOf(ok(container.GetContentsTable(0))).map((row) => findValue(row, PR_DISPLAY_NAME_W) ?? '');
}

export class Sink extends ComObject {
  readonly events: NOTIFICATION[] = [];
  protected override interfaces(): readonly Guid[] {
    return [];
  }
  OnNotify(notifications: readonly NOTIFICATION[]): number {
    this.events.push(...notifications);
    return 0;
  }
  get count(): number {
    return this.references;
  }
}
