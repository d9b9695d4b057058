import { MAPI_BCC, PR_IMPORTANCE } from '@mapi-kit/sdk';
import { itemName, labelOf, SETTING_MARK } from '../../recording/item-names.js';
import { TYPED_TAGS } from '../store/tags.js';
import { type Action, INBOX, type MessageUpdate } from './actions.js';
import { FolderPlanner } from './folder-planner.js';
import { makeAttachment, makeContent, makeRecipients, subjectProperty, type Traits } from './message-content.js';
import type { EarlierMessage, PlanContext } from './plan-context.js';
import type { Random } from './random.js';
import { longText, typedProperty, unicodeText } from './values.js';

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

/** Plans one thing after another that a client does; what it names is new in this life. */
export class Planner {
  /** What is planned so far, in order. */
  readonly actions: Action[] = [];
  readonly #context: PlanContext;
  readonly #random: Random;
  readonly #folders: FolderPlanner;

  constructor(context: PlanContext) {
    this.#context = context;
    this.#random = context.random;
    this.#folders = new FolderPlanner(context, this.actions);
  }

  /** Makes folders, each second one inside the one before. */
  makeFolders(count: number): void {
    for (let i = 0; i < count; i += 1) this.#folders.make(i % 2 === 1);
  }

  /** New messages: each sort in turn, the second one a large one where the run has none yet. */
  create(count: number): void {
    for (let i = 0; i < count; i += 1) {
      const large = i === 1 && this.#context.large;
      const traits = CREATED[i % CREATED.length] as Traits;
      this.#create('created', large ? { ...traits, body: LARGE_BODY } : traits);
    }
  }

  /** One new message of this sort. */
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
    if (way === 7) this.#folders.rename();
    else if (way === 8) this.#deleteFolder();
    else this.#changeMessage(way);
  }

  /** So many of the four settings. */
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
      { act: 'set-receive-folder', to: this.#folders.last ?? INBOX },
      { act: 'set-profile-section', value: text() },
    ];
  }

  /**
   * Changes that are never saved: a new message, one that was changed, one that got an attachment, in turn.
   *
   * @param count - how many
   * @param first - in which of the three ways the first of them is left
   */
  leaveUnsaved(count: number, first: number = 0): void {
    for (let i = first; i < first + count; i += 1) {
      const attachments = this.#context.abilities.attachments;
      const item = itemName('u', this.#context.life, ++this.#context.counters.unsaved);
      const content = makeContent(this.#random, item, 1, { recipients: 1 }, this.#context.abilities);
      const folder = this.#folders.pick();
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

  /** A message of an earlier life is written anew, moved as well, or deleted, in turn. */
  changeEarlier({ item, version }: EarlierMessage, index: number): void {
    const way = index % 3;
    if (way === 2) {
      this.actions.push({ act: 'delete', item });
      return;
    }
    const traits: Traits = { everyType: index % 2 === 0, recipients: index % 4, attachments: index % 3 };
    const content = makeContent(this.#random, item, version + 1, traits, this.#context.abilities);
    this.actions.push({ act: 'rewrite', item, content });
    if (way === 1) this.actions.push({ act: 'move', item, to: this.#folders.pickDestination() });
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
        this.actions.push({ act: 'move', item, to: this.#folders.pickDestination() });
        break;
      case 2:
        this.actions.push({ act: 'delete', item });
        break;
      case 3: {
        const copy = this.#newMessage();
        const subject = subjectProperty(this.#random, copy, 1);
        this.actions.push({ act: 'copy', item, to: this.#folders.pickDestination(), copy, subject });
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
        this.actions.push({ act: 'move', item, to: this.#folders.pickDestination() });
        this.actions.push({ act: 'update', item, update: this.#update(item, 3) });
    }
  }

  /** A folder is deleted with the message in it. */
  #deleteFolder(): void {
    const { item: folder, ref } = this.#folders.makeAside();
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
      // Behind those that are there, in whatever field.
      addRecipients: makeRecipients(this.#random, 2, [MAPI_BCC]),
      ...(attachments ? { addAttachments: [makeAttachment(this.#random, 5_000)], dropAttachment: true } : {}),
    };
  }

  #create(category: 'created' | 'changed', traits: Traits): string {
    const item = this.#newMessage();
    const content = makeContent(this.#random, item, 1, traits, this.#context.abilities);
    this.actions.push({ act: 'create', item, category, folder: this.#folders.pick(), content });
    return item;
  }

  #newMessage(): string {
    return itemName('m', this.#context.life, ++this.#context.counters.message);
  }
}
