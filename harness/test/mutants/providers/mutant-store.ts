import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MSPROVIDERINIT } from '@mapi-kit/sdk';
import { messageStoreProvider, type StoreChange, type StoredObject } from '@mapi-kit/sdk/store';
import { CommitsInDoStore } from '../../fixtures/stores/commits-in-do-store.js';
import { encodeRecord } from '../../fixtures/stores/file-store.js';
import { changeBatch, STANDARD } from '../mutant/change-batch.js';
import { isNeutral, type LosingMutant, type Mutant, type NeutralOperator } from '../mutant/mutant.js';
import { Occasion } from './occasion.js';
import { appendOtherwise } from './write-otherwise.js';

/** So far below the root a folder is deep. */
const DEEP = 5;
const LATER_MS = 30;

/**
 * A provider that is right but for what a mutant does to what its shutdown commits. What it shows in the same life is right.
 */
export function mutantStore(mutant: Mutant): MSPROVIDERINIT {
  class MutantStore extends CommitsInDoStore {
    readonly #occasion = new Occasion();

    protected override open(): void {
      this.#occasion.open(this.folder);
      super.open();
    }

    protected override supportsFastShutdown(): boolean {
      this.#occasion.query();
      return super.supportsFastShutdown();
    }

    protected override prepareForExit(): void {
      this.#occasion.notify();
      super.prepareForExit();
    }

    protected override write(object: StoredObject): void {
      this.#occasion.save();
      super.write(object);
    }

    protected override remove(id: string): void {
      this.#occasion.save();
      super.remove(id);
    }

    protected override close(): void {
      this.#isClosing = true;
      super.close();
    }

    #isClosing = false;

    protected override append(batch: readonly StoreChange[]): void {
      const exit = this.#isClosing ? 'classic' : 'fast';
      const isExit = this.exiting || this.#isClosing;
      if (!isExit || !this.#occasion.isFor(mutant, exit)) super.append(batch);
      else if (isNeutral(mutant)) this.#appendOtherwise(batch, mutant.operator);
      else this.#appendChanged(batch, mutant);
    }

    #appendChanged(batch: readonly StoreChange[], { when, ...mutant }: LosingMutant): void {
      const { now, later } = changeBatch(
        batch,
        { ...mutant, when },
        {
          before: (id) => this.readCommitted(id),
          isInPlace: ({ parent }) =>
            when.folder === undefined ||
            (when.folder === 'standard' ? STANDARD.includes(parent ?? 'store') : this.#depthOf(parent) >= DEEP),
        },
      );
      super.append(now);
      // Another one writes it, who does not know that the process may end now.
      if (later.length > 0) setTimeout(() => appendFileSync(this.#log, encodeRecord(later)), LATER_MS).unref();
    }

    #appendOtherwise(batch: readonly StoreChange[], operator: NeutralOperator): void {
      const records =
        operator === 'several-records'
          ? batch.map((change) => [change])
          : [batch.map((change) => otherwise(change, operator))];
      if (operator === 'written-twice') records.push([...batch]);
      if (operator === 'other-order') records.splice(0, 1, batch.toReversed());
      const encoded = records.map(encodeRecord);
      appendOtherwise(this.#log, encoded, operator);
      this.grewBy(encoded.reduce((sum, { length }) => sum + length, 0));
    }

    #depthOf(id: string | null): number {
      let depth = 0;
      for (let at = id; at !== null && at !== 'store'; at = this.read(at)?.parent ?? null) depth += 1;
      return depth;
    }

    get #log(): string {
      return join(this.folder, 'objects.log');
    }
  }
  return messageStoreProvider(MutantStore);
}

/** The same object, with its properties in another order. */
function otherwise(change: StoreChange, operator: NeutralOperator): StoreChange {
  if (operator !== 'other-encoding' || !('put' in change)) return change;
  const { properties, recipients } = change.put;
  return {
    put: {
      ...change.put,
      properties: properties.toReversed(),
      recipients: recipients?.map((recipient) => recipient.toReversed()),
    },
  };
}
