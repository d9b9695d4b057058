import type { HRESULT } from '../../com/hresult.js';
import { CONVENIENT_DEPTH, DT_MAILUSER, DT_PRIVATE_DISTLIST } from '../../contract/flags.js';
import {
  PR_AB_PROVIDER_ID,
  PR_ADDRTYPE_W,
  PR_CONTAINER_FLAGS,
  PR_DEPTH,
  PR_DISPLAY_NAME_W,
  PR_DISPLAY_TYPE,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PR_INSTANCE_KEY,
  PR_OBJECT_TYPE,
  PR_PARENT_ENTRYID,
  PR_RECORD_KEY,
  PR_SEARCH_KEY,
  PR_SELECTABLE,
} from '../../contract/property-tags.js';
import type { SPropValue } from '../../contract/property-types.js';
import type { SPropTagArray, SRestriction } from '../../contract/structures.js';
import type { TableTopic } from '../objects/open-tables.js';
import { StoreTable } from '../objects/store-table.js';
import type { BookCore } from './book-core.js';
import { containerProperties, entryRow } from './book-schemas.js';
import type { BookView } from './book-view.js';
import type { ContainerSearch } from './container-search.js';
import { withNameRestrictions } from './name-resolution.js';
import type { ListMember } from './stored-entry.js';

const entryColumns: SPropTagArray = [
  PR_ENTRYID,
  PR_INSTANCE_KEY,
  PR_RECORD_KEY,
  PR_PARENT_ENTRYID,
  PR_OBJECT_TYPE,
  PR_DISPLAY_TYPE,
  PR_DISPLAY_NAME_W,
  PR_ADDRTYPE_W,
  PR_EMAIL_ADDRESS_W,
  PR_SEARCH_KEY,
];

const containerColumns: SPropTagArray = [
  PR_ENTRYID,
  PR_INSTANCE_KEY,
  PR_RECORD_KEY,
  PR_OBJECT_TYPE,
  PR_DISPLAY_TYPE,
  PR_DISPLAY_NAME_W,
  PR_CONTAINER_FLAGS,
  PR_DEPTH,
  PR_AB_PROVIDER_ID,
];

const templateColumns: SPropTagArray = [
  PR_DISPLAY_NAME_W,
  PR_ENTRYID,
  PR_DEPTH,
  PR_SELECTABLE,
  PR_ADDRTYPE_W,
  PR_DISPLAY_TYPE,
  PR_INSTANCE_KEY,
];

/** A table of an address book, which also resolves names: PR_ANR can stand in restrictions. */
export class BookTable extends StoreTable {
  constructor(
    view: BookView,
    columns: SPropTagArray,
    rows: () => Iterable<SPropValue[]>,
    topic: TableTopic | null,
    name: string,
  ) {
    super(view, columns, rows, topic, { ledger: view.core.definition.ledger, name });
  }

  override Restrict(restriction: SRestriction | null, flags: number): HRESULT {
    return super.Restrict(restriction === null ? null : withNameRestrictions(restriction), flags);
  }

  override FindRow(restriction: SRestriction | null, bookmark: number, flags: number): HRESULT {
    return super.FindRow(restriction === null ? null : withNameRestrictions(restriction), bookmark, flags);
  }
}

/** The entries of a container, of which the root has none, or what it was told to search for. */
export function contentsTable(view: BookView, container: string | undefined, search: ContainerSearch): BookTable {
  const { core } = view;
  if (search.isSet) return searchTable(view, search);
  const topic: TableTopic | null = container === undefined ? null : { kind: 'contents', folder: container };
  const rows = (): SPropValue[][] =>
    container === undefined ? [] : core.entries(container).map((entry) => entryRow(core, entry));
  return new BookTable(view, entryColumns, rows, topic, 'contents table');
}

/** What a search finds; nothing before it was told what. */
export function searchTable(view: BookView, search: ContainerSearch): BookTable {
  // Which containers are searched may change, so whatever changes in any of them concerns the table.
  const topic: TableTopic = { kind: 'contents', folder: null };
  return new BookTable(view, entryColumns, () => search.rows(), topic, 'contents table');
}

/** The containers in a container; with CONVENIENT_DEPTH all that are below it. */
export function hierarchyTable(view: BookView, container: string | undefined, flags: number): BookTable {
  const deep = (flags & CONVENIENT_DEPTH) !== 0;
  const rows = (): Iterable<SPropValue[]> => containerRows(view.core, container, 0, deep);
  return new BookTable(view, containerColumns, rows, null, 'hierarchy table');
}

/** The members of a distribution list that are still there. */
export function memberTable(view: BookView, members: () => readonly ListMember[]): BookTable {
  // The list may have changed, or any entry that is in it.
  const topic: TableTopic = { kind: 'contents', folder: null };
  const rows = (): SPropValue[][] => members().flatMap((member) => memberRows(view.core, member));
  return new BookTable(view, entryColumns, rows, topic, 'contents table of a distribution list');
}

/**
 * The templates of new entries.
 *
 * @param lists - whether that of distribution lists is among them; nobody sends a message to a new list
 */
export function templateTable(view: BookView, lists: boolean): BookTable {
  const { core } = view;
  const row = (name: string, of: 'user' | 'list', addressType: string, type: number): SPropValue[] => [
    { tag: PR_DISPLAY_NAME_W, value: name },
    { tag: PR_ENTRYID, value: core.entryId({ kind: 'template', of }) },
    { tag: PR_DEPTH, value: 0 },
    { tag: PR_SELECTABLE, value: true },
    { tag: PR_ADDRTYPE_W, value: addressType },
    { tag: PR_DISPLAY_TYPE, value: type },
    { tag: PR_INSTANCE_KEY, value: core.recordKey({ kind: 'template', of }) },
  ];
  const rows = [
    row('Messaging user', 'user', 'SMTP', DT_MAILUSER),
    ...(lists && core.makesLists ? [row('Distribution list', 'list', 'MAPIPDL', DT_PRIVATE_DISTLIST)] : []),
  ];
  return new BookTable(view, templateColumns, () => rows, null, 'template table');
}

/** The row of a member; none when it has been deleted. */
function memberRows(core: BookCore, member: ListMember): SPropValue[][] {
  if ('id' in member) {
    const entry = core.find(member.id);
    return entry === undefined ? [] : [entryRow(core, entry)];
  }
  const keys = [PR_ENTRYID, PR_INSTANCE_KEY, PR_RECORD_KEY].map((tag) => ({ tag, value: member.entryId }));
  return [[...keys, ...member.properties]];
}

function* containerRows(
  core: BookCore,
  parent: string | undefined,
  depth: number,
  deep: boolean,
): Iterable<SPropValue[]> {
  for (const container of core.containersIn(parent)) {
    yield [...containerProperties(core, container), { tag: PR_DEPTH, value: depth }];
    if (deep) yield* containerRows(core, container.id, depth + 1, true);
  }
}
