import { itemName, joinPath } from '../../recording/item-names.js';
import type { FolderRef } from '../workload/actions.js';
import type { Random } from '../workload/random.js';
import type { WorkContext } from '../workload/work-context.js';
import { attemptRealMail } from './attempt-real-mail.js';
import { makeNamedFolder, makeSmallMessage } from './named-folders.js';

/** The names of folders and messages of the first life that one life or another is to change, by its number. */
export class MadeForLater {
  readonly #first: number;
  readonly #perLife: number;

  /**
   * @param first - the number from which on the names are its own
   * @param perLife - no life changes more folders, or more messages
   */
  constructor(first: number, perLife: number) {
    this.#first = first;
    this.#perLife = perLife;
  }

  folderName(changedIn: number, index: number): string {
    return itemName('f', 0, this.#first + this.#perLife * changedIn + index);
  }

  messageName(changedIn: number, index: number): string {
    return itemName('m', 0, this.#first + this.#perLife * changedIn + index);
  }

  /**
   * What makes them.
   *
   * @param context - the session of the first life
   * @param changedIn - the life, 0-based, that changes them
   */
  makers(context: WorkContext, random: Random, changedIn: number): Makers {
    const attempt = (item: string, make: () => void): void => attemptRealMail(context, 0, item, make);
    return {
      folder: (index, parent) => {
        const item = this.folderName(changedIn, index);
        attempt(item, () => makeNamedFolder(context, random, item, parent));
        return joinPath(parent, item);
      },
      messages: (indices, where, hidden = false) => {
        for (const index of indices) {
          const item = this.messageName(changedIn, index);
          attempt(item, () => makeSmallMessage(context, random, item, where, hidden));
        }
      },
    };
  }
}

/** Makes folders and small messages that one life is to change. */
export interface Makers {
  folder(index: number, parent: FolderRef): FolderRef;
  messages(indices: readonly number[], where: FolderRef, hidden?: boolean): void;
}
