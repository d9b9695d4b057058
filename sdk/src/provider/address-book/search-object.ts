import type { Guid } from '../../com/guid.js';
import type { HRESULT } from '../../com/hresult.js';
import { MAPI_E_NO_SUPPORT, S_OK } from '../../com/hresult-codes.js';
import { FL_IGNORECASE, FL_SUBSTRING, RELOP_EQ, RESTART_SEARCH } from '../../contract/flags.js';
import type { IMAPITable } from '../../contract/imapi-table.js';
import { IID_IMAPIContainer, IID_IMAPIProp } from '../../contract/interface-ids.js';
import { PR_ANR_W, PR_CONTAINER_CONTENTS } from '../../contract/property-tags.js';
import { PROP_ID, PROP_TYPE, PT_UNICODE, type SPropValue } from '../../contract/property-types.js';
import type { ENTRYID, ENTRYLIST, SRestriction } from '../../contract/structures.js';
import { fail } from '../objects/errors.js';
import type { ObjectFacts, ObjectSchema } from '../objects/object-schema.js';
import { PropertyBag } from '../objects/property-bag.js';
import { PropertyContainer } from '../objects/property-container.js';
import type { Search } from '../objects/search.js';
import type { BookCore } from './book-core.js';
import { searchSchema } from './book-schemas.js';
import { searchTable } from './book-tables.js';
import type { BookView } from './book-view.js';
import { ContainerSearch } from './container-search.js';

const interfaceIds: readonly Guid[] = [IID_IMAPIContainer, IID_IMAPIProp];

/**
 * What PR_SEARCH of a container is opened as: a search in that container for the advanced search of address books. It is
 * told what to search for by SetSearchCriteria, or by properties and SaveChanges, which looks for entries that have all of
 * them: strings that contain the text, in whatever case, and other values as they are. It ends with its last Release.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/implementing-advanced-searching
 */
export class SearchObject extends PropertyContainer<BookView> {
  readonly #view: BookView;
  readonly #search: ContainerSearch;
  readonly #criteria: PropertyBag = new PropertyBag();

  constructor(view: BookView, container: string | undefined) {
    super(view, container === undefined ? 'search in the root container' : `search in container ${container}`);
    this.#view = view;
    this.#search = new ContainerSearch(view.core, container);
  }

  protected override interfaces(): readonly Guid[] {
    return interfaceIds;
  }

  protected override get schema(): ObjectSchema<BookCore> {
    return searchSchema;
  }

  override facts(): ObjectFacts<BookCore> {
    return { core: this.#view.core, id: null, parent: null, bag: this.#criteria, writable: true };
  }

  protected override change(mutate: (bag: PropertyBag) => void): void {
    mutate(this.#criteria);
  }

  override SaveChanges(_flags: number): HRESULT {
    return this.run('SaveChanges', () => {
      const restrictions = this.#criteria.list().map(criterion);
      this.#search.set({ rt: 0, restrictions }, null, RESTART_SEARCH);
      return S_OK;
    });
  }

  protected override contentsTable(_flags: number): IMAPITable {
    return searchTable(this.#view, this.#search);
  }

  protected override hierarchyTable(_flags: number): IMAPITable {
    return fail(MAPI_E_NO_SUPPORT, 'a search has no containers in it');
  }

  protected override tableOf(id: number, flags: number): (() => IMAPITable) | undefined {
    return id === PROP_ID(PR_CONTAINER_CONTENTS) ? () => this.contentsTable(flags) : undefined;
  }

  protected override setSearch(restriction: SRestriction | null, containers: ENTRYLIST | null, flags: number): void {
    this.#search.set(restriction, containers, flags);
  }

  protected override getSearch(): Search {
    return this.#search.get();
  }

  protected override entryIdOfContainer(id: string): ENTRYID {
    return this.#view.core.entryId({ kind: 'container', id });
  }
}

/** An entry is found where it has the value; a text where it has it anywhere in its own. */
function criterion(prop: SPropValue): SRestriction {
  const { tag } = prop;
  return PROP_TYPE(tag) === PT_UNICODE && tag !== PR_ANR_W
    ? { rt: 3, fuzzyLevel: FL_SUBSTRING | FL_IGNORECASE, tag, prop }
    : { rt: 4, relop: RELOP_EQ, tag, prop };
}
