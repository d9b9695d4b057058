import { MAPI_E_INVALID_PARAMETER, MAPI_E_NOT_INITIALIZED, S_OK } from '../../com/hresult-codes.js';
import type { SPropValue } from '../../contract/property-types.js';
import type { ENTRYLIST, SRestriction } from '../../contract/structures.js';
import { checkRestriction } from '../../tables/check-restriction.js';
import { satisfies } from '../../tables/restriction.js';
import { fail } from '../objects/errors.js';
import { nextSearch, type Search } from '../objects/search.js';
import type { BookCore } from './book-core.js';
import { entryRow } from './book-schemas.js';
import { withNameRestrictions } from './name-resolution.js';
import type { StoredEntry } from './stored-entry.js';

/**
 * What an open container searches for, as SetSearchCriteria has told it.
 *
 * A container is described by its author and keeps nothing, so the criteria belong to the open object and end with it.
 */
export class ContainerSearch {
  readonly #core: BookCore;
  /** Where a search looks that names no containers: in the container itself, or in all below the root. */
  readonly #own: readonly string[];
  #search: Search | undefined;
  /** The ids of what a search had found when it was stopped. */
  #found: readonly string[] = [];

  constructor(core: BookCore, container: string | undefined) {
    this.#core = core;
    this.#own = container === undefined ? core.containers.map(({ id }) => id) : [container];
  }

  get isSet(): boolean {
    return this.#search !== undefined;
  }

  /** The search; fails with MAPI_E_NOT_INITIALIZED before there is one. */
  get(): Search {
    return this.#search ?? fail(MAPI_E_NOT_INITIALIZED, 'the container has not been told what to search for');
  }

  /**
   * Takes what SetSearchCriteria was called with; PR_ANR can stand in the restriction.
   *
   * It fails with MAPI_E_TOO_COMPLEX for a restriction that cannot be evaluated, with MAPI_E_INVALID_PARAMETER for what is
   * no container, and as {@link nextSearch}.
   */
  set(restriction: SRestriction | null, containers: ENTRYLIST | null, flags: number): void {
    const named = containers === null || containers.length === 0 ? null : this.#idsOf(containers);
    const search = nextSearch(this.#search, restriction, named ?? this.#search?.containers ?? this.#own, flags);
    const checked = checkRestriction(withNameRestrictions(search.restriction));
    if (checked !== S_OK) fail(checked, 'the restriction of the search cannot be evaluated');
    if (!search.running) this.#found = this.#matches().map(({ id }) => id);
    this.#search = search;
  }

  /** A row for each entry that the search finds. */
  rows(): SPropValue[][] {
    return this.#matches().map((entry) => entryRow(this.#core, entry));
  }

  #matches(): StoredEntry[] {
    if (this.#search === undefined) return [];
    const { running, restriction } = this.#search;
    if (!running) return this.#found.flatMap((id) => this.#core.find(id) ?? []);
    const wanted = withNameRestrictions(restriction);
    return this.#scope(this.#search)
      .flatMap((id) => this.#core.entries(id))
      .filter((entry) => satisfies(entryRow(this.#core, entry), wanted));
  }

  #scope({ containers, recursive }: Search): readonly string[] {
    const found = new Set<string>();
    const add = (id: string): void => {
      if (found.has(id)) return;
      found.add(id);
      if (recursive) for (const below of this.#core.containersIn(id)) add(below.id);
    };
    for (const id of containers) add(id);
    return [...found];
  }

  #idsOf(containers: ENTRYLIST): readonly string[] {
    return containers.flatMap((entryId) => {
      const reference = this.#core.reference(entryId);
      if (reference.kind === 'root') return this.#core.containers.map(({ id }) => id);
      if (reference.kind !== 'container') fail(MAPI_E_INVALID_PARAMETER, 'a search looks into containers');
      return [this.#core.container(reference.id).id];
    });
  }
}
