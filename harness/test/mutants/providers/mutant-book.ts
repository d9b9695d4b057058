import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import type { ABPROVIDERINIT } from '@mapi-kit/sdk';
import { addressBookProvider, type StoredEntry } from '@mapi-kit/sdk/address-book';
import { CommitsInDoBook } from '../../fixtures/books/commits-in-do-book.js';
import type { BookChange } from '../../fixtures/books/log-book.js';
import { changeEntries } from '../mutant/change-entries.js';
import { isNeutral, type Mutant, type NeutralOperator } from '../mutant/mutant.js';
import { Occasion } from './occasion.js';
import { appendOtherwise } from './write-otherwise.js';

const LATER_MS = 30;

/** An address book that is right but for what a mutant does to what its shutdown commits. */
export function mutantBook(mutant: Mutant): ABPROVIDERINIT {
  class MutantBook extends CommitsInDoBook {
    readonly #occasion = new Occasion();
    readonly #committed = new Map<string, StoredEntry>();
    #isClosing = false;

    protected override open(): void {
      this.#occasion.open(this.dataDirectory);
      super.open();
      for (const [id, entry] of this.entries) this.#committed.set(id, entry);
    }

    protected override supportsFastShutdown(): boolean {
      this.#occasion.query();
      return super.supportsFastShutdown();
    }

    protected override prepareForExit(): void {
      this.#occasion.notify();
      super.prepareForExit();
    }

    protected override change(change: BookChange): void {
      this.#occasion.save();
      super.change(change);
    }

    protected override close(): void {
      this.#isClosing = true;
      super.close();
    }

    protected override append(changes: readonly BookChange[]): void {
      const isExit = this.exiting || this.#isClosing;
      if (!isExit || !this.#occasion.isFor(mutant, this.#isClosing ? 'classic' : 'fast')) super.append(changes);
      else if (isNeutral(mutant)) this.#appendOtherwise(changes, mutant.operator);
      else {
        const { now, later } = changeEntries(changes, mutant, this.#committed);
        super.append(now);
        if (later.length > 0) setTimeout(() => appendFileSync(this.#log, line(later)), LATER_MS).unref();
      }
      for (const change of changes) {
        if ('put' in change) this.#committed.set(change.put.id, change.put);
        else this.#committed.delete(change.remove);
      }
    }

    #appendOtherwise(changes: readonly BookChange[], operator: NeutralOperator): void {
      const records =
        operator === 'several-records'
          ? changes.map((change) => [change])
          : [changes.map((change) => otherwise(change, operator))];
      if (operator === 'written-twice') records.push([...changes]);
      appendOtherwise(this.#log, records.map(line), operator);
    }

    get #log(): string {
      return join(this.dataDirectory, 'book.log');
    }
  }
  return addressBookProvider(MutantBook);
}

function line(changes: readonly BookChange[]): Buffer {
  return Buffer.from(`${serialize(changes).toString('base64')}\n`);
}

function otherwise(change: BookChange, operator: NeutralOperator): BookChange {
  if (operator !== 'other-encoding' || !('put' in change)) return change;
  return { put: { ...change.put, properties: change.put.properties.toReversed() } };
}
