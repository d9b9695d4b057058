import { FOLDER_SEARCH } from '../../contract/flags.js';
import { PR_FOLDER_TYPE } from '../../contract/property-tags.js';
import { PR_KIT_SEARCH, PR_KIT_SEARCH_FOUND } from '../objects/private-properties.js';
import { PropertyBag } from '../objects/property-bag.js';
import type { Search } from '../objects/search.js';
import { decodeSearch } from './search-codec.js';
import type { StoredObject } from './stored-object.js';

/** Tells whether a folder shows the results of a search. */
export function isSearchFolder({ kind, properties }: Pick<StoredObject, 'kind' | 'properties'>): boolean {
  return kind === 'folder' && new PropertyBag(properties).value(PR_FOLDER_TYPE) === FOLDER_SEARCH;
}

/** What a search folder searches for; undefined before its first SetSearchCriteria. */
export function searchOf(folder: StoredObject): Search | undefined {
  const bytes = new PropertyBag(folder.properties).value(PR_KIT_SEARCH);
  return bytes === undefined ? undefined : decodeSearch(bytes);
}

/** The ids of the messages that a search had found when it was stopped. */
export function foundBefore(folder: StoredObject): readonly string[] {
  return new PropertyBag(folder.properties).value(PR_KIT_SEARCH_FOUND) ?? [];
}
