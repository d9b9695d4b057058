import {
  type ENTRYID,
  FAILED,
  findValue,
  type IABContainer,
  type IAddrBook,
  type IMAPIProp,
  type IMAPISession,
  MAPI_MODIFY,
  PR_ADDRTYPE_W,
  PR_DEF_CREATE_MAILUSER,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PROP_ID,
} from '@mapi-kit/sdk';
import type { Client } from './client.js';
import { demand, insist } from './demand.js';
import { type Dump, dumpProperties, print, rowsOf } from './dump-object.js';
import { deleteSome, set } from './fill.js';
import { CONTACT_TAGS, TYPED_TAGS } from './tags.js';
import { Values } from './values.js';

/** A client of an address book. */
export class BookClient implements Client {
  readonly #book: IAddrBook;
  readonly #values: Values;
  readonly #container: IABContainer;
  readonly #template: ENTRYID;

  /** @param life - counted from 0 */
  constructor(session: IMAPISession, life: number) {
    this.#book = demand(session.OpenAddressBook(0, null, 0), 'OpenAddressBook');
    this.#values = new Values(100_000 * (life + 1));
    const root = this.#open(null, MAPI_MODIFY) as IABContainer;
    const [row = []] = rowsOf(root.GetHierarchyTable(0), 'GetHierarchyTable');
    root.Release();
    this.#container = this.#open(findValue(row, PR_ENTRYID) ?? null, MAPI_MODIFY) as IABContainer;
    const template = demand(this.#container.GetProps([PR_DEF_CREATE_MAILUSER], 0), 'GetProps');
    this.#template = findValue(template, PR_DEF_CREATE_MAILUSER) ?? new Uint8Array(0);
  }

  work(): void {
    const earlier = this.#listed();
    const made = Array.from({ length: 8 }, () => this.#create());
    this.#change(earlier.slice(-4));
    this.#change(made.slice(4));
  }

  more(): void {
    for (let i = 0; i < 3; i += 1) this.#create();
  }

  dump(): Dump {
    const dump: Dump = {};
    for (const id of this.#listed()) {
      const { hr, value } = this.#book.OpenEntry(id, null, 0);
      if (FAILED(hr) || value === null) dump[`entry ${print(id)}`] = 'cannot be opened';
      else {
        dumpProperties(value.unknown as IMAPIProp, `entry ${print(id)}`, dump);
        value.unknown.Release();
      }
    }
    return dump;
  }

  release(): void {
    this.#container.Release();
    this.#book.Release();
  }

  #create(): ENTRYID {
    const entry = demand(this.#container.CreateEntry(this.#template, 0), 'CreateEntry');
    set(entry, [
      { tag: PR_DISPLAY_NAME_W, value: `Ænne ${this.#values.text(20)}` },
      { tag: PR_ADDRTYPE_W, value: 'SMTP' },
      { tag: PR_EMAIL_ADDRESS_W, value: `someone.${this.#values.number}@example.org` },
      ...this.#values.properties([...CONTACT_TAGS, ...TYPED_TAGS]),
    ]);
    insist(entry.SaveChanges(0), 'SaveChanges');
    const id = findValue(demand(entry.GetProps([PR_ENTRYID], 0), 'GetProps'), PR_ENTRYID) as ENTRYID;
    entry.Release();
    return id;
  }

  #change([renamed, fewer, typed, gone]: readonly ENTRYID[]): void {
    this.#update(renamed, (entry) => set(entry, [{ tag: PR_DISPLAY_NAME_W, value: this.#values.text(30) }]));
    this.#update(fewer, (entry) =>
      deleteSome(entry, [...CONTACT_TAGS.slice(3, 6), ...TYPED_TAGS.slice(14)].map(PROP_ID)),
    );
    this.#update(typed, (entry) => set(entry, this.#values.properties([...CONTACT_TAGS, ...TYPED_TAGS])));
    if (gone !== undefined) insist(this.#container.DeleteEntries([gone], 0), 'DeleteEntries');
  }

  #update(id: ENTRYID | undefined, change: (entry: IMAPIProp) => void): void {
    if (id === undefined) return;
    const entry = this.#open(id, MAPI_MODIFY);
    change(entry);
    insist(entry.SaveChanges(0), 'SaveChanges');
    entry.Release();
  }

  #listed(): readonly ENTRYID[] {
    const rows = rowsOf(this.#container.GetContentsTable(0), 'GetContentsTable');
    return rows.flatMap((row) => findValue(row, PR_ENTRYID) ?? []).sort((a, b) => Buffer.compare(a, b));
  }

  #open(id: ENTRYID | null, flags: number): IMAPIProp {
    // What is in an address book has properties.
    return demand(this.#book.OpenEntry(id, null, flags), 'OpenEntry').unknown as IMAPIProp;
  }
}
