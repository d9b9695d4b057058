import {
  type ENTRYID,
  findValue,
  type IMAPIProp,
  MAPI_MODIFY,
  MAPI_UNICODE,
  PR_ENTRYID,
  type PropTag,
  type SPropValue,
} from '@mapi-kit/sdk';
import { type ItemCategory, WHOLE } from '../../recording/events.js';
import type { Feature } from '../../recording/feature.js';
import { parseLabel } from '../../recording/item-names.js';
import type { Parts } from '../../recording/parts.js';
import type { EarlierItem } from '../earlier-lives.js';
import { entryIdFromText } from '../store/entry-id-text.js';
import { readProperties } from '../store/read-properties.js';
import { unwrap } from '../store/refusal.js';
import { NotThere } from '../workload/not-there.js';
import type { Reporter } from '../workload/reporter.js';
import type { BookClient, BookContainer } from './book-client.js';

/** A container in which entries can be made. */
export type ModifiableContainer = BookContainer & { readonly template: ENTRYID };

/** An entry that is in the address book. */
export interface KnownEntry {
  readonly item: string;
  readonly category: ItemCategory;
  readonly entryId: ENTRYID;
  readonly container: BookContainer;
  readonly version: number;
  /** Part by part, where everything of it is compared. */
  readonly parts?: Parts;
}

/** What the client knows of one address book. */
export class OpenBook {
  readonly #client: BookClient;
  readonly #containers: readonly ModifiableContainer[];
  /** By item. */
  readonly known: Map<string, KnownEntry> = new Map();

  constructor(client: BookClient, earlier: readonly EarlierItem[]) {
    this.#client = client;
    this.#containers = client.containers.flatMap((each) =>
      each.template === null ? [] : [{ ...each, template: each.template }],
    );
    for (const item of earlier) this.#remember(item);
  }

  /** Under which number journals know it. */
  get index(): number {
    return this.#client.index;
  }

  /** No container can be changed. */
  get isReadOnly(): boolean {
    return this.#containers.length === 0;
  }

  /** One of the containers that can be changed, in turn. */
  place(way: number): ModifiableContainer {
    const container = this.#containers[way % this.#containers.length];
    if (container === undefined) throw new TypeError('the address book has no container that can be changed');
    return container;
  }

  /** One of the containers in which distribution lists can be made; undefined where there is none. */
  get listPlace(): (ModifiableContainer & { readonly listTemplate: ENTRYID }) | undefined {
    for (const each of this.#containers) {
      const { listTemplate } = each;
      if (listTemplate !== null) return { ...each, listTemplate };
    }
    return undefined;
  }

  /** The entry id of somebody who is in no address book; undefined where none can be made. */
  oneOff(name: string, address: string, addressType: string = 'SMTP'): ENTRYID | undefined {
    return this.#client.book.CreateOneOff(name, addressType, address, MAPI_UNICODE).value ?? undefined;
  }

  /**
   * Opens an entry to be changed.
   *
   * @throws NotThere when the address book lets nobody change one, and says so
   * @throws Refusal
   */
  open(entryId: ENTRYID, reporter: Reporter, feature: Feature = 'changing entries'): IMAPIProp {
    const opened = this.#client.book.OpenEntry(entryId, null, MAPI_MODIFY);
    if (!reporter.does(feature, opened.hr)) throw new NotThere(`the address book refuses ${feature}`);
    // The entry id was given out for a messaging user.
    return unwrap(opened, 'IAddrBook::OpenEntry').unknown as IMAPIProp;
  }

  /** What somebody sees of an entry who opens it now. */
  show(entryId: ENTRYID, tags: readonly PropTag[]): readonly SPropValue[] {
    const entry = unwrap(this.#client.book.OpenEntry(entryId, null, 0), 'IAddrBook::OpenEntry').unknown as IMAPIProp;
    const values = readProperties(entry, tags);
    entry.Release();
    return values;
  }

  /**
   * Deletes entries of one container by one call. They are opened first: DeleteEntries may say S_OK of an entry id that opens
   * nothing, and then nothing was deleted.
   *
   * @throws NotThere when the address book deletes none, and says so
   * @throws Refusal
   */
  delete(entries: readonly KnownEntry[], reporter: Reporter): void {
    const [first] = entries;
    if (first === undefined) return;
    const entryIds = entries.map(({ entryId }) => entryId);
    for (const entryId of entryIds) {
      unwrap(this.#client.book.OpenEntry(entryId, null, 0), 'IAddrBook::OpenEntry').unknown.Release();
    }
    const hr = first.container.container.DeleteEntries(entryIds, 0);
    if (!reporter.does('deleting entries', hr)) throw new NotThere('the address book deletes no entries');
    for (const { item, category, entryId } of entries) {
      this.known.delete(item);
      reporter.saved(item, category === 'created' ? 'changed' : category, null, entryId);
    }
  }

  /**
   * The entry id of an entry that is saved.
   *
   * @throws Refusal
   */
  entryIdOf(entry: IMAPIProp): ENTRYID {
    const values = unwrap(entry.GetProps([PR_ENTRYID], 0), 'IMailUser::GetProps(PR_ENTRYID)');
    const entryId = findValue(values, PR_ENTRYID);
    if (entryId === undefined) throw new Error('a saved entry has no entry id');
    return entryId;
  }

  #remember({ item, category, state, entryId: text }: EarlierItem): void {
    const container = this.#containers.find(({ name }) => name === state.folder);
    if (text === undefined || container === undefined) return;
    const version = parseLabel(state.label)?.version ?? 1;
    const parts = state.properties !== WHOLE || state.parts === undefined ? {} : { parts: state.parts };
    this.known.set(item, { item, category, entryId: entryIdFromText(text), container, version, ...parts });
  }
}
