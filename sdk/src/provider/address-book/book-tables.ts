import type { HRESULT } from '../../com/hresult.js';
import { CONVENIENT_DEPTH, DT_MAILUSER } from '../../contract/flags.js';
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
  if (search.isSet) {
    // Which containers are searched may change, so whatever changes in any of them concerns the table.
    const topic: TableTopic = { kind: 'contents', folder: null };
    return new BookTable(view, entryColumns, () => search.rows(), topic, 'contents table');
  }
  const topic: TableTopic | null = container === undefined ? null : { kind: 'contents', folder: container };
  const rows = (): SPropValue[][] =>
    container === undefined ? [] : core.entries(container).map((entry) => entryRow(core, entry));
  return new BookTable(view, entryColumns, rows, topic, 'contents table');
}

/** The containers in a container; with CONVENIENT_DEPTH all that are below it. */
export function hierarchyTable(view: BookView, container: string | undefined, flags: number): BookTable {
  const deep = (flags & CONVENIENT_DEPTH) !== 0;
  const rows = (): Iterable<SPropValue[]> => containerRows(view.core, container, 0, deep);
  return new BookTable(view, containerColumns, rows, null, 'hierarchy table');
}

/** The templates of new entries. */
export function templateTable(view: BookView): BookTable {
  const { core } = view;
  const row: SPropValue[] = [
    { tag: PR_DISPLAY_NAME_W, value: 'Messaging user' },
    { tag: PR_ENTRYID, value: core.entryId({ kind: 'template' }) },
    { tag: PR_DEPTH, value: 0 },
    { tag: PR_SELECTABLE, value: true },
    { tag: PR_ADDRTYPE_W, value: 'SMTP' },
    { tag: PR_DISPLAY_TYPE, value: DT_MAILUSER },
    { tag: PR_INSTANCE_KEY, value: core.recordKey({ kind: 'template' }) },
  ];
  return new BookTable(view, templateColumns, () => [row], null, 'template table');
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
