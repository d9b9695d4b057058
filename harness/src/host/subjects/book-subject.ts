import type { LifePlan } from '../../life/life-plan.js';
import type { Phase } from '../../recording/events.js';
import { AFTER_PREFIX, isBookItem } from '../../recording/item-names.js';
import { itemsOf } from '../../scenarios/step-facts.js';
import type { StepOf } from '../../scenarios/step-kinds.js';
import type { BookClient } from '../book/book-client.js';
import { BookWork } from '../book/book-work.js';
import { makeEntry, setEntry } from '../book/entry-content.js';
import { openBookObjects } from '../book/open-objects.js';
import { readBook } from '../book/read-book.js';
import { earlierItems } from '../earlier-lives.js';
import type { Journal } from '../journal.js';
import { insist, unwrap } from '../store/refusal.js';
import { Random, seedsOf } from '../workload/random.js';
import { Reporter } from '../workload/reporter.js';
import type { Attempt, Subject, UseOpened } from './subject.js';

/** An address book under test. */
export class BookSubject implements Subject {
  readonly kind = 'address-book';
  readonly #plan: LifePlan;
  readonly #journal: Journal;
  readonly #client: BookClient;
  #work: BookWork | undefined;

  constructor(plan: LifePlan, journal: Journal, client: BookClient) {
    this.#plan = plan;
    this.#journal = journal;
    this.#client = client;
  }

  get place(): number {
    return this.#client.index;
  }

  work(step: StepOf<'work'>, index: number, phase: Phase): void {
    const reporter = new Reporter(this.#journal, this.place, phase, this.#plan.kill?.within === 'work');
    const count = itemsOf(step, this.#plan.items);
    this.#work ??= this.#begin();
    if (step.workload === 'real-mail') this.#work.real(reporter, step, index);
    else if (step.workload === 'bulk') this.#work.bulk(reporter, count);
    else if (step.workload === 'bulk-changes') this.#work.changeBulk(reporter);
    else this.#work.mixed(reporter, step, index, count);
  }

  readBack(): number | null {
    return readBook(this.#journal, this.#client, this.#earlier());
  }

  openEach(use: UseOpened): void {
    openBookObjects(this.#client, use);
  }

  /** What is saved here may be there later or not: its name says so. */
  callAfterShutdown(attempt: Attempt): void {
    const [container] = this.#client.containers;
    attempt('IAddrBook::OpenEntry', () => {
      unwrap(this.#client.book.OpenEntry(null, null, 0), 'IAddrBook::OpenEntry').unknown.Release();
    });
    attempt('IMailUser::SaveChanges', () => {
      if (container === undefined || container.template === null) return;
      const entry = unwrap(container.container.CreateEntry(container.template, 0), 'IABContainer::CreateEntry');
      const random = new Random(...seedsOf(this.#plan), this.#plan.life, this.place);
      setEntry(entry, makeEntry(random, `${AFTER_PREFIX}e1`, 1, false));
      insist(entry.SaveChanges(0), 'IMailUser::SaveChanges');
      entry.Release();
    });
    attempt('IABContainer::Release', () => this.#releaseAll());
  }

  logoff(): void {
    this.#work?.release();
    this.#work = undefined;
    this.#releaseAll();
  }

  #begin(): BookWork {
    const work = new BookWork(this.#plan, this.#client, this.#earlier());
    if (work.isReadOnly) this.#journal.write({ e: 'trait', kind: 'address-book', trait: 'read-only' });
    return work;
  }

  #releaseAll(): void {
    for (const { container } of this.#client.containers) container.Release();
    this.#client.book.Release();
  }

  #earlier(): ReturnType<typeof earlierItems> {
    // A read-back of this very life says best what there is.
    const { earlierJournals, journalFile } = this.#plan;
    return earlierItems([...earlierJournals, journalFile], this.place, isBookItem);
  }
}
