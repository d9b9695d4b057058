import { fnevObjectModified } from '../../contract/flags.js';
import type { SPropTagArray } from '../../contract/structures.js';
import { satisfies, tagsOfRestriction } from '../../tables/restriction.js';
import type { Search } from '../objects/search.js';
import { messageRow, messageSubobjects } from './message-rows.js';
import { foundBefore, isSearchFolder, searchOf } from './search-folder.js';
import { ROOT_ID } from './standard-folders.js';
import type { StoreCore } from './store-core.js';
import type { StoreSearches } from './store-searches.js';
import type { StoredObject } from './stored-object.js';

/**
 * The search folders of a store, and what they find.
 *
 * What is kept is the search alone; what it finds is looked for when it is asked for, so it is never out of date, however
 * the last process ended. Only a search that was stopped keeps a list of what it had found.
 */
export class SearchFolders implements StoreSearches {
  readonly #core: StoreCore;
  /** The searches by the ids of their folders, once all folders have been looked through. */
  #known: Map<string, Search | undefined> | undefined;

  constructor(core: StoreCore) {
    this.#core = core;
  }

  wrote(object: StoredObject): void {
    if (this.#known === undefined || !isSearchFolder(object)) return;
    this.#known.set(object.id, searchOf(object));
  }

  removed(id: string): void {
    this.#known?.delete(id);
  }

  areRunning(): boolean {
    return [...this.#all().values()].some((search) => search?.running === true);
  }

  results(folder: StoredObject): StoredObject[] {
    const search = searchOf(folder);
    if (search === undefined) return [];
    if (!search.running) return this.#kept(folder);
    const fits = this.#condition(search);
    return this.#scope(search).flatMap((id) => this.#core.messages(id, false).filter(fits));
  }

  shows(folder: StoredObject, message: StoredObject): boolean {
    const search = searchOf(folder);
    if (search === undefined || message.associated === true) return false;
    if (!search.running) return foundBefore(folder).includes(message.id);
    return this.#covers(search, message.parent) && this.#condition(search)(message);
  }

  contentChanged(changed: string | null): void {
    const { tables, notifier } = this.#core;
    if (notifier.idle && tables.isEmpty) return;
    for (const [id, search] of this.#all()) {
      if (search?.running !== true || (changed !== null && !this.#covers(search, changed))) continue;
      this.folderChanged(id);
    }
  }

  folderChanged(id: string): void {
    const { tables } = this.#core;
    tables.changed('contents', id);
    tables.changed('tree', null);
    if (tables.isOpen('hierarchy')) tables.changed('hierarchy', this.#core.read(id)?.parent ?? null);
    this.#core.notify(fnevObjectModified, id, null, 'folder');
  }

  #condition({ restriction }: Search): (message: StoredObject) => boolean {
    const subobjects = messageSubobjects(this.#core);
    const tags: SPropTagArray = tagsOfRestriction(restriction, subobjects);
    return (message) => satisfies(messageRow(this.#core, message, tags), restriction, subobjects);
  }

  #kept(folder: StoredObject): StoredObject[] {
    return foundBefore(folder).flatMap((id) => {
      const message = this.#core.read(id);
      return message?.kind === 'message' ? [message] : [];
    });
  }

  /** The folders that a search looks into, each once. A search folder is none: it has no messages of its own. */
  #scope({ containers, recursive }: Search): string[] {
    const found = new Set<string>();
    const add = (folder: StoredObject): void => {
      if (found.has(folder.id) || isSearchFolder(folder)) return;
      found.add(folder.id);
      if (recursive) for (const child of this.#core.folders(folder.id)) add(child);
    };
    for (const id of containers) {
      const folder = this.#core.read(id);
      if (folder?.kind === 'folder') add(folder);
    }
    return [...found];
  }

  #covers({ containers, recursive }: Search, folder: string | null): boolean {
    for (let id = folder; id !== null; id = this.#core.read(id)?.parent ?? null) {
      if (containers.includes(id)) return true;
      if (!recursive) return false;
    }
    return false;
  }

  #all(): Map<string, Search | undefined> {
    if (this.#known !== undefined) return this.#known;
    const known = new Map<string, Search | undefined>();
    const look = (parent: string): void => {
      for (const folder of this.#core.folders(parent)) {
        if (isSearchFolder(folder)) known.set(folder.id, searchOf(folder));
        else look(folder.id);
      }
    };
    look(ROOT_ID);
    this.#known = known;
    return known;
  }
}
