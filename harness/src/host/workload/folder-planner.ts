import { itemName, joinPath, labelOf } from '../../recording/item-names.js';
import { type Action, BASE, type FolderContent, type FolderRef, INBOX } from './actions.js';
import type { PlanContext } from './plan-context.js';
import { plainText, unicodeText } from './values.js';

/** Up to so many messages, looking through the folders that hold them takes no time worth mentioning. */
const FEW_MESSAGES = 200;
/** How much is put into a folder that is to be looked through again and again. */
const PER_SHORT_FOLDER = 50;

/** A folder of the harness's own: its item, and where it is. */
export interface NewFolder {
  readonly item: string;
  readonly ref: FolderRef;
}

/** Plans what a client does with folders, and says where its messages go. */
export class FolderPlanner {
  readonly #context: PlanContext;
  readonly #actions: Action[];
  readonly #folders: FolderRef[];
  /** The last folder that was made to have little in it, and how much it was given. */
  #short: { readonly folder: FolderRef; given: number } | null = null;

  /**
   * @param context - what the plan depends on
   * @param actions - the plan, to whose end is added what is to be done
   */
  constructor(context: PlanContext, actions: Action[]) {
    this.#context = context;
    this.#actions = actions;
    this.#folders = [...context.folders];
  }

  /** The last folder for messages; undefined: there is none yet. */
  get last(): FolderRef | undefined {
    return this.#folders.at(-1);
  }

  /**
   * Makes a folder for messages.
   *
   * @param inside - in the last one, if there is one
   */
  make(inside: boolean): void {
    const parent = inside ? (this.last ?? BASE) : BASE;
    this.#folders.push(this.#create(parent).ref);
  }

  /** A folder that is going to be renamed or deleted: whoever makes one has the names beside it looked through. */
  makeAside(): NewFolder {
    return this.#create(this.#shortFolder() ?? BASE);
  }

  /** Makes a folder and renames it. */
  rename(): void {
    const { item } = this.makeAside();
    this.#actions.push({ act: 'change-folder', item, content: this.#content(item, 2) });
  }

  /** Where a message is made. */
  pick(): FolderRef {
    const { random } = this.#context;
    return random.below(4) === 0 ? INBOX : random.pick([...this.#folders, INBOX]);
  }

  /** Where a message is moved or copied to: a client finds it again by reading that folder. */
  pickDestination(): FolderRef {
    return this.#shortFolder() ?? this.pick();
  }

  /** Where there are many messages a folder with few of them, so that many changes take as many times the time of one. */
  #shortFolder(): FolderRef | undefined {
    if (this.#context.earlier.length + this.#context.counters.message <= FEW_MESSAGES) return undefined;
    if (this.#short === null || this.#short.given >= PER_SHORT_FOLDER) {
      this.#short = { folder: this.#create(BASE).ref, given: 0 };
    }
    this.#short.given += 1;
    return this.#short.folder;
  }

  #create(parent: FolderRef): NewFolder {
    const item = itemName('f', this.#context.life, ++this.#context.counters.folder);
    this.#actions.push({ act: 'create-folder', item, parent, content: this.#content(item, 1) });
    return { item, ref: joinPath(parent, item) };
  }

  #content(item: string, version: number): FolderContent {
    const { random } = this.#context;
    const name = `${labelOf(item, version)} ${plainText(random)} Ωmega 😀`;
    return { name, comment: unicodeText(random), text: unicodeText(random) };
  }
}
