import { LOGOFF_NO_WAIT } from '@mapi-kit/sdk';
import type { LifePlan } from '../../life/life-plan.js';
import type { Phase } from '../../recording/events.js';
import { AFTER_PREFIX, isStoreItem } from '../../recording/item-names.js';
import type { StepOf } from '../../scenarios/step-kinds.js';
import { earlierItems, goneItems } from '../earlier-lives.js';
import type { Journal } from '../journal.js';
import { openFolder } from '../store/folders.js';
import { openStoreObjects } from '../store/open-objects.js';
import { readStore } from '../store/read-store.js';
import { unwrap } from '../store/refusal.js';
import type { StoreClient } from '../store/store-client.js';
import { fillMessage, saveMessage } from '../store/write-message.js';
import { ClientModel } from '../workload/client-model.js';
import { makeContent } from '../workload/message-content.js';
import { Random, seedsOf } from '../workload/random.js';
import { work } from '../workload/work.js';
import type { Attempt, Called, Subject, UseOpened } from './subject.js';

/** What is done in the second one of a user's two stores, whatever is done in the first: new messages, and some that are changed. */
const FEW: StepOf<'work'> = { do: 'work', workload: 'light', items: { count: 6 } };

/** A message store under test. */
export class StoreSubject implements Subject {
  readonly kind = 'store';
  readonly client: StoreClient;
  readonly #plan: LifePlan;
  readonly #journal: Journal;
  #model: ClientModel | undefined;

  constructor(plan: LifePlan, journal: Journal, client: StoreClient) {
    this.#plan = plan;
    this.#journal = journal;
    this.client = client;
  }

  get place(): number {
    return this.client.index;
  }

  work(step: StepOf<'work'>, index: number, phase: Phase): void {
    const { client } = this;
    this.#model ??= new ClientModel(client.store, this.#earlier());
    const own: StepOf<'work'> = client.isSecond === true ? FEW : step;
    work({ plan: this.#plan, journal: this.#journal, client, model: this.#model, phase, step: own, index });
  }

  readBack(): number | null {
    const { earlierJournals } = this.#plan;
    return readStore(this.#journal, this.client, this.#earlier(), goneItems(earlierJournals, this.place));
  }

  openEach(use: UseOpened): void {
    openStoreObjects(this.client.store, use);
  }

  /** What is saved here may be there later or not: its name says so. */
  callAfterShutdown(attempt: Attempt): void {
    const { store, index } = this.client;
    attempt('IMsgStore::OpenEntry', () => {
      openFolder(store, null).Release();
    });
    attempt('IMessage::SaveChanges', () => {
      const folder = openFolder(store, null);
      const message = unwrap(folder.CreateMessage(null, 0), 'IMAPIFolder::CreateMessage');
      const abilities = { multiValued: false, attachments: false, embedded: false };
      const random = new Random(...seedsOf(this.#plan), this.#plan.life, index);
      fillMessage(message, makeContent(random, `${AFTER_PREFIX}m1`, 1, {}, abilities));
      saveMessage(message);
      message.Release();
      folder.Release();
    });
    attempt('IMsgStore::StoreLogoff', () => {
      store.StoreLogoff(LOGOFF_NO_WAIT);
    });
    attempt('IMsgStore::Release', () => {
      store.Release();
    });
  }

  logoff(called: Called): void {
    const { store } = this.client;
    this.#model?.release();
    this.#model = undefined;
    called('IMsgStore::StoreLogoff', () => store.StoreLogoff(LOGOFF_NO_WAIT).hr);
    store.Release();
  }

  #earlier(): ReturnType<typeof earlierItems> {
    // A read-back of this very life says best what there is.
    const { earlierJournals, journalFile } = this.#plan;
    return earlierItems([...earlierJournals, journalFile], this.place, isStoreItem);
  }
}
