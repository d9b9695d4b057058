import {
  type ENTRYID,
  FAILED,
  findValue,
  type IABContainer,
  type IAddrBook,
  type IDistList,
  type IMAPIProp,
  type IMAPISession,
  KEEP_OPEN_READWRITE,
  MAPI_DISTLIST,
  MAPI_MODIFY,
  PR_ADDRTYPE_W,
  PR_DEF_CREATE_DL,
  PR_DEF_CREATE_MAILUSER,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PR_OBJECT_TYPE,
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
  readonly #listTemplate: ENTRYID;

  /** @param life - counted from 0 */
  constructor(session: IMAPISession, life: number) {
    this.#book = demand(session.OpenAddressBook(0, null, 0), 'OpenAddressBook');
    this.#values = new Values(100_000 * (life + 1));
    const root = this.#open(null, MAPI_MODIFY) as IABContainer;
    const [row = []] = rowsOf(root.GetHierarchyTable(0), 'GetHierarchyTable');
    root.Release();
    this.#container = this.#open(findValue(row, PR_ENTRYID) ?? null, MAPI_MODIFY) as IABContainer;
    const templates = demand(this.#container.GetProps([PR_DEF_CREATE_MAILUSER, PR_DEF_CREATE_DL], 0), 'GetProps');
    this.#template = findValue(templates, PR_DEF_CREATE_MAILUSER) ?? new Uint8Array(0);
    this.#listTemplate = findValue(templates, PR_DEF_CREATE_DL) ?? new Uint8Array(0);
  }

  work(): void {
    const earlier = this.#listed(false);
    const [earlierList] = this.#listed(true);
    const made = Array.from({ length: 8 }, () => this.#create());
    this.#change(earlier.slice(-4));
    this.#change(made.slice(4));
    if (earlierList !== undefined) this.#changeMembers(earlierList, made.slice(0, 2));
    this.#createList(made.slice(0, 4));
    this.#createList(made.slice(2, 4));
  }

  more(): void {
    this.#createList(Array.from({ length: 3 }, () => this.#create()));
  }

  dump(): Dump {
    const dump: Dump = {};
    for (const isList of [false, true]) {
      for (const id of this.#listed(isList)) {
        const { hr, value } = this.#book.OpenEntry(id, null, 0);
        if (FAILED(hr) || value === null) dump[`entry ${print(id)}`] = 'cannot be opened';
        else {
          dumpProperties(value.unknown as IMAPIProp, `entry ${print(id)}`, dump);
          // What is listed as a list is one. In which order it has its members nobody promises.
          if (isList) dump[`list ${print(id)}`] = print(membersOf(value.unknown as IDistList).toSorted());
          value.unknown.Release();
        }
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

  #createList(people: readonly ENTRYID[]): void {
    const list = demand(this.#container.CreateEntry(this.#listTemplate, 0), 'CreateEntry of a list') as IDistList;
    set(list, [{ tag: PR_DISPLAY_NAME_W, value: `List ${this.#values.text(20)}` }]);
    insist(list.SaveChanges(KEEP_OPEN_READWRITE), 'SaveChanges of a list');
    insist(list.CopyEntries(people, 0, null, 0), 'CopyEntries');
    list.Release();
  }

  /** Takes the first member out, and adds others. */
  #changeMembers(id: ENTRYID, people: readonly ENTRYID[]): void {
    const list = this.#open(id, MAPI_MODIFY) as IDistList;
    const [row = []] = rowsOf(list.GetContentsTable(0), 'GetContentsTable of a list');
    const first = findValue(row, PR_ENTRYID);
    if (first !== undefined) insist(list.DeleteEntries([first], 0), 'DeleteEntries of a list');
    insist(list.CopyEntries(people, 0, null, 0), 'CopyEntries');
    list.Release();
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

  #listed(isList: boolean): readonly ENTRYID[] {
    const rows = rowsOf(this.#container.GetContentsTable(0), 'GetContentsTable').filter(
      (row) => (findValue(row, PR_OBJECT_TYPE) === MAPI_DISTLIST) === isList,
    );
    return rows.flatMap((row) => findValue(row, PR_ENTRYID) ?? []).sort((a, b) => Buffer.compare(a, b));
  }

  #open(id: ENTRYID | null, flags: number): IMAPIProp {
    // What is in an address book has properties.
    return demand(this.#book.OpenEntry(id, null, flags), 'OpenEntry').unknown as IMAPIProp;
  }
}

function membersOf(list: IDistList): readonly string[] {
  return rowsOf(list.GetContentsTable(0), 'GetContentsTable of a list').map((row) =>
    String(findValue(row, PR_DISPLAY_NAME_W)),
  );
}
