import type { StoredObject } from './stored-object.js';

/** The search folders of a store, as the store knows them. */
export interface StoreSearches {
  /** Takes note of an object that was written. */
  wrote(object: StoredObject): void;
  /** Takes note of an object that was removed. */
  removed(id: string): void;
  /** Whether any search runs. */
  areRunning(): boolean;
  /** The messages that a search folder shows, folder by folder. */
  results(folder: StoredObject): StoredObject[];
  /** Whether a search folder shows a message. */
  shows(folder: StoredObject, message: StoredObject): boolean;
  /**
   * Tells tables and sinks of the searches that look into a folder that its messages have changed.
   *
   * @param changed - the id of the folder; null when it may be any, because folders were moved
   */
  contentChanged(changed: string | null): void;
  /** Tells tables and sinks that a search folder shows others than before. */
  folderChanged(id: string): void;
}
