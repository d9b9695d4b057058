import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PT_UNICODE, propTag } from '@mapi-kit/sdk';
import type { StoredObject } from '@mapi-kit/sdk/store';
import type { ExecutionContext } from 'ava';
import { type EarlierItem, earlierItems } from '#harness/host/earlier-lives.js';
import { Journal } from '#harness/host/journal.js';
import { keepingHidden } from '#harness/host/real-mail/hidden-messages.js';
import { saveWholeMail } from '#harness/host/real-mail/save-whole-mail.js';
import { workRealMail } from '#harness/host/real-mail/work-real-mail.js';
import { readStore } from '#harness/host/store/read-store.js';
import { ClientModel } from '#harness/host/workload/client-model.js';
import { Random } from '#harness/host/workload/random.js';
import { Reporter } from '#harness/host/workload/reporter.js';
import { work } from '#harness/host/workload/work.js';
import type { LifePlan } from '#harness/life/life-plan.js';
import type { ItemState } from '#harness/recording/events.js';
import { isStoreItem } from '#harness/recording/item-names.js';
import { differenceInWords, sameState } from '#harness/recording/item-words.js';
import { readJournal } from '#harness/recording/journal-file.js';
import { openStoreInMemory } from './store-in-memory.js';

/** A property that nobody asks for. */
const OF_NOBODY = propTag(0x6aff, PT_UNICODE);

/** A store in memory, and lives of the client that do what real mail is made of. */
export class Lives {
  readonly objects: Map<string, StoredObject>;
  /** As each life has begun. */
  readonly before: Map<string, StoredObject>[] = [];
  readonly #folder: string;
  readonly client: ReturnType<typeof openStoreInMemory>['client'];
  /** One for each life. */
  readonly journals: string[] = [];

  /** @param limit - takes from each folder or message that is opened what the store does not have */
  constructor(t: ExecutionContext, limit: (object: object) => void = () => undefined) {
    this.#folder = mkdtempSync(join(tmpdir(), 'mapi-real-mail-'));
    t.teardown(() => rmSync(this.#folder, { recursive: true, force: true }));
    ({ client: this.client, objects: this.objects } = openStoreInMemory(this.#folder));
    const { store } = this.client;
    const open = store.OpenEntry.bind(store);
    store.OpenEntry = (...all) => {
      const opened = open(...all);
      if (opened.value !== null) limit(opened.value.unknown);
      return opened;
    };
  }

  /** One life of this work, which must be refused nothing. */
  live(t: ExecutionContext, what: 'real' | 'whole' | 'mixed'): void {
    const life = this.before.push(new Map(this.objects)) - 1;
    const journal = this.#newJournal();
    const client = this.client;
    const model = new ClientModel(client.store, this.#earlier());
    const context = { client, model, reporter: new Reporter(journal, 0, 'before-query') };
    // Nothing else of the plan is asked for.
    const plan = { life, seed: 7, scenario: 'real-mail' } as unknown as LifePlan;
    if (what === 'mixed') {
      const request = {
        plan: { ...plan, items: 30 },
        journal,
        client,
        model,
        phase: 'before-query',
        index: 1,
      } as const;
      work({ ...request, step: { do: 'work', workload: 'mixed' } });
    } else if (what === 'real') workRealMail({ context, plan, step: {}, random: new Random(7, life, 1) });
    else keepingHidden(context, () => saveWholeMail(context, new Random(7, life), life));
    model.release();
    t.deepEqual([...readJournal(this.journals.at(-1) ?? '', ['refused'])], []);
  }

  /** What a read-back shows otherwise than it was acknowledged, in words, by the names of the items. */
  differences(): Record<string, string> {
    const expected = new Map(this.#earlier().map((item) => [item.item, item]));
    // Objects have been changed behind its back: with a save the store counts anew.
    this.client.store.SetProps([{ tag: OF_NOBODY, value: 'counted anew' }]);
    readStore(this.#newJournal(), this.client, [...expected.values()]);
    const file = this.journals.pop() ?? '';
    const words: Record<string, string> = {};
    for (const { item, state } of readJournal(file, ['found'])) {
      const known = expected.get(item);
      if (known === undefined) words[item] = 'nobody saved it';
      else if (!sameState(state, known.state)) {
        words[item] = differenceInWords(known.category, known.state, state, item);
      }
      expected.delete(item);
    }
    for (const item of expected.keys()) words[item] = 'nothing';
    return words;
  }

  /** What a read-back finds of an item; undefined: nothing. */
  found(item: string): ItemState | undefined {
    readStore(this.#newJournal(), this.client, this.#earlier());
    return [...readJournal(this.journals.pop() ?? '', ['found'])].find((event) => event.item === item)?.state;
  }

  /** The states of an item that were acknowledged, one after the other; null: it was deleted. */
  saved(item: string): readonly (ItemState | null)[] {
    const events = this.journals.flatMap((file) => [...readJournal(file, ['saved'])]);
    return events.filter((event) => event.item === item).map(({ state }) => state);
  }

  #earlier(): EarlierItem[] {
    return earlierItems(this.journals, 0, isStoreItem);
  }

  #newJournal(): Journal {
    const file = join(this.#folder, `${Math.random()}.ndjson`);
    this.journals.push(file);
    return new Journal(file, 0n);
  }
}
