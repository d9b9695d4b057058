import { PR_IMPORTANCE } from '@mapi-kit/sdk';
import { itemName, joinPath, labelOf, SETTING_MARK } from '../../recording/item-names.js';
import { TYPED_TAGS } from '../store/tags.js';
import { type Action, BASE, type FolderContent, type FolderRef, INBOX, type MessageUpdate } from './actions.js';
import {
  type Abilities,
  makeAttachment,
  makeContent,
  makeRecipients,
  subjectProperty,
  type Traits,
} from './message-content.js';
import type { Random } from './random.js';
import { longText, plainText, typedProperty, unicodeText } from './values.js';

/** A message that an earlier life left in the store. */
export interface EarlierMessage {
  readonly item: string;
  readonly version: number;
}

/** What the plan of one step of work depends on. Nothing else does, so the same context gives the same plan. */
export interface PlanContext {
  readonly random: Random;
  /** 0-based. */
  readonly life: number;
  /** The number of the last message, folder and unsaved item of this life; the next ones go on from there. */
  readonly counters: { message: number; folder: number; unsaved: number };
  /** How often settings have been saved in this life. */
  readonly settingVersion: number;
  /** Folders of the harness's own that are there already. */
  readonly folders: readonly FolderRef[];
  /** Messages of earlier lives that this one may change, in a fixed order. */
  readonly earlier: readonly EarlierMessage[];
  readonly abilities: Abilities;
  /** This run has no large message yet. */
  readonly large: boolean;
}

/** The sorts of messages, in turn. */
export const CREATED: readonly Traits[] = [
  { everyType: true, recipients: 3, attachments: 2 },
  { recipients: 2 },
  { attachments: 2, embedded: true },
  {},
  { everyType: true, body: 0 },
  { associated: true, everyType: true },
  { recipients: 5, attachments: 1 },
];

const LARGE_BODY = 100_000;

/** Up to so many messages, looking through the folders that hold them takes no time worth mentioning. */
const FEW_MESSAGES = 200;
/** How much is put into a folder that is to be looked through again and again. */
const PER_SHORT_FOLDER = 50;

/** Plans one thing after another that a client does; what it names is new in this life. */
export class Planner {
  readonly actions: Action[] = [];
  readonly #context: PlanContext;
  readonly #random: Random;
  readonly #folders: FolderRef[];
  /** The last folder that was made to have little in it, and how much it was given. */
  #short: { readonly folder: FolderRef; given: number } | null = null;

  constructor(context: PlanContext) {
    this.#context = context;
    this.#random = context.random;
    this.#folders = [...context.folders];
  }

  /** Makes folders, each second one inside the one before. */
  makeFolders(count: number): void {
    for (let i = 0; i < count; i += 1) {
      const parent = i % 2 === 1 ? (this.#folders.at(-1) ?? BASE) : BASE;
      const item = this.#newFolder(parent);
      this.#folders.push(joinPath(parent, item));
    }
  }

  create(count: number): void {
    for (let i = 0; i < count; i += 1) {
      const large = i === 1 && this.#context.large;
      const traits = CREATED[i % CREATED.length] as Traits;
      this.#create('created', large ? { ...traits, body: LARGE_BODY } : traits);
    }
  }

  createOne(traits: Traits): void {
    this.#create('created', traits);
  }

  /** Changes: of the items of earlier lives first, as many as half of them, then of new ones. */
  change(count: number): void {
    const earlier = this.#context.earlier.slice(0, Math.ceil(count / 2));
    earlier.forEach((message, index) => {
      this.changeEarlier(message, index);
    });
    // Each life begins elsewhere in the list, so that a few changes a life also make the round.
    const start = this.#context.life * 3 + this.#context.counters.message;
    for (let i = 0; i < count - earlier.length; i += 1) {
      this.changeOne((start + i) % 9);
    }
  }

  /** One change of a new message or folder, in one of nine ways. */
  changeOne(way: number): void {
    if (way === 7) this.#renameFolder();
    else if (way === 8) this.#deleteFolder();
    else this.#changeMessage(way);
  }

  set(count: number): void {
    this.actions.push(...this.#settings().slice(0, count));
  }

  /** One of the four settings. */
  setOne(which: number): void {
    this.actions.push(...this.#settings().slice(which, which + 1));
  }

  #settings(): readonly Action[] {
    const text = () =>
      `${SETTING_MARK}${labelOf('setting', this.#context.settingVersion + 1)} life ${this.#context.life + 1} ${unicodeText(this.#random)}`;
    return [
      { act: 'set-comment', value: text() },
      { act: 'set-display-name', value: text() },
      { act: 'set-receive-folder', to: this.#folders.at(-1) ?? INBOX },
      { act: 'set-profile-section', value: text() },
    ];
  }

  /** @param first - in which of three ways the first of them is left */
  leaveUnsaved(count: number, first: number = 0): void {
    for (let i = first; i < first + count; i += 1) {
      const attachments = this.#context.abilities.attachments;
      const item = itemName('u', this.#context.life, ++this.#context.counters.unsaved);
      const content = makeContent(this.#random, item, 1, { recipients: 1 }, this.#context.abilities);
      const folder = this.#pickFolder();
      if (i % 3 === 0) {
        this.actions.push({ act: 'leave-unsaved', item, folder, content });
        continue;
      }
      this.actions.push({ act: 'create', item, category: 'unsaved', folder, content });
      this.actions.push(
        i % 3 === 2 && attachments
          ? { act: 'leave-attachment', item, attachment: makeAttachment(this.#random, 300) }
          : { act: 'leave-modified', item, update: this.#update(item, 2) },
      );
    }
  }

  changeEarlier({ item, version }: EarlierMessage, index: number): void {
    const way = index % 3;
    if (way === 2) {
      this.actions.push({ act: 'delete', item });
      return;
    }
    const traits: Traits = { everyType: index % 2 === 0, recipients: index % 4, attachments: index % 3 };
    const content = makeContent(this.#random, item, version + 1, traits, this.#context.abilities);
    this.actions.push({ act: 'rewrite', item, content });
    if (way === 1) this.actions.push({ act: 'move', item, to: this.#pickDestination() });
  }

  #changeMessage(way: number): void {
    const rich = way % 4 === 0;
    const item = this.#create('changed', {
      recipients: 2,
      attachments: rich || way === 5 ? 2 : 0,
      everyType: rich,
      tracksRead: way === 4,
    });
    switch (way) {
      case 0:
        this.actions.push({ act: 'update', item, update: this.#update(item, 2) });
        this.actions.push({ act: 'update', item, update: this.#update(item, 3) });
        break;
      case 1:
        this.actions.push({ act: 'move', item, to: this.#pickDestination() });
        break;
      case 2:
        this.actions.push({ act: 'delete', item });
        break;
      case 3: {
        const copy = this.#newMessage();
        const subject = subjectProperty(this.#random, copy, 1);
        this.actions.push({ act: 'copy', item, to: this.#pickDestination(), copy, subject });
        break;
      }
      case 4:
        this.actions.push({ act: 'set-read', item, read: true });
        break;
      case 5:
        this.actions.push({ act: 'update', item, update: this.#newParts(item) });
        break;
      default:
        this.actions.push({ act: 'update', item, update: this.#update(item, 2) });
        this.actions.push({ act: 'move', item, to: this.#pickDestination() });
        this.actions.push({ act: 'update', item, update: this.#update(item, 3) });
    }
  }

  #renameFolder(): void {
    const { item } = this.#newFolderAside();
    this.actions.push({ act: 'change-folder', item, content: this.#folderContent(item, 2) });
  }

  /** A folder is deleted with the message in it. */
  #deleteFolder(): void {
    const { item: folder, ref } = this.#newFolderAside();
    const item = this.#newMessage();
    const content = makeContent(this.#random, item, 1, {}, this.#context.abilities);
    this.actions.push({ act: 'create', item, category: 'changed', folder: ref, content });
    this.actions.push({ act: 'delete-folder', item: folder });
  }

  #update(item: string, version: number): MessageUpdate {
    return {
      properties: [
        subjectProperty(this.#random, item, version),
        { tag: PR_IMPORTANCE, value: version % 3 },
        typedProperty(TYPED_TAGS[version % TYPED_TAGS.length] as (typeof TYPED_TAGS)[number], this.#random),
      ],
      body: longText(this.#random, 50 + this.#random.below(500)),
    };
  }

  #newParts(item: string): MessageUpdate {
    const { attachments } = this.#context.abilities;
    return {
      properties: [subjectProperty(this.#random, item, 2)],
      addRecipients: makeRecipients(this.#random, 2),
      ...(attachments ? { addAttachments: [makeAttachment(this.#random, 5_000)], dropAttachment: true } : {}),
    };
  }

  #create(category: 'created' | 'changed', traits: Traits): string {
    const item = this.#newMessage();
    const content = makeContent(this.#random, item, 1, traits, this.#context.abilities);
    this.actions.push({ act: 'create', item, category, folder: this.#pickFolder(), content });
    return item;
  }

  #newMessage(): string {
    return itemName('m', this.#context.life, ++this.#context.counters.message);
  }

  #newFolder(parent: FolderRef): string {
    const item = itemName('f', this.#context.life, ++this.#context.counters.folder);
    this.actions.push({ act: 'create-folder', item, parent, content: this.#folderContent(item, 1) });
    return item;
  }

  #folderContent(item: string, version: number): FolderContent {
    const name = `${labelOf(item, version)} ${plainText(this.#random)} Ωmega 😀`;
    return { name, comment: unicodeText(this.#random), text: unicodeText(this.#random) };
  }

  /** A folder that is going to be renamed or deleted: whoever makes one has the names beside it looked through. */
  #newFolderAside(): { readonly item: string; readonly ref: FolderRef } {
    const parent = this.#shortFolder() ?? BASE;
    const item = this.#newFolder(parent);
    return { item, ref: joinPath(parent, item) };
  }

  /** Where a message is moved or copied to: a client finds it again by reading that folder. */
  #pickDestination(): FolderRef {
    return this.#shortFolder() ?? this.#pickFolder();
  }

  /** Where there are many messages a folder with few of them, so that many changes take as many times the time of one. */
  #shortFolder(): FolderRef | undefined {
    if (this.#context.earlier.length + this.#context.counters.message <= FEW_MESSAGES) return undefined;
    if (this.#short === null || this.#short.given >= PER_SHORT_FOLDER) {
      this.#short = { folder: this.#newFolder(BASE), given: 0 };
    }
    this.#short.given += 1;
    return this.#short.folder;
  }

  #pickFolder(): FolderRef {
    return this.#random.below(4) === 0 ? INBOX : this.#random.pick([...this.#folders, INBOX]);
  }
}
