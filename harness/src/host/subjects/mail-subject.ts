import type { LifePlan } from '../../life/life-plan.js';
import type { Phase } from '../../recording/events.js';
import { isMailItem } from '../../recording/item-names.js';
import { itemsOf } from '../../scenarios/step-facts.js';
import type { StepOf } from '../../scenarios/step-kinds.js';
import { earlierItems } from '../earlier-lives.js';
import type { Journal } from '../journal.js';
import { drain } from '../mail/drain.js';
import type { MailClient } from '../mail/mail-client.js';
import { MailWork } from '../mail/mail-work.js';
import { ProcessPatience } from '../mail/patience.js';
import { readMail } from '../mail/read-mail.js';
import { Reporter } from '../workload/reporter.js';
import type { Attempt, ReadBackManner, Subject } from './subject.js';

/** Each message really travels to the far side: a tenth of what a store is given has to be enough. */
const BULK_SHARE = 0.1;

const processPatience = new ProcessPatience();

/** A transport under test: what it is given comes from a store of the same profile, and its far side says what arrived. */
export class MailSubject implements Subject {
  readonly kind = 'transport';
  readonly #plan: LifePlan;
  readonly #journal: Journal;
  readonly #client: MailClient;
  readonly #work: MailWork;

  constructor(plan: LifePlan, journal: Journal, client: MailClient) {
    this.#plan = plan;
    this.#journal = journal;
    this.#client = client;
    this.#work = new MailWork(plan, client);
  }

  get place(): number {
    return this.#client.index;
  }

  work(step: StepOf<'work'>, index: number, phase: Phase): void {
    const reporter = new Reporter(this.#journal, this.place, phase);
    const count = itemsOf(step, this.#plan.items);
    if (step.workload === 'sent-mail') this.#work.realMail(reporter, index);
    else if (step.workload === 'bulk') this.#work.bulk(reporter, index, Math.ceil(count * BULK_SHARE));
    else this.#work.mixed(reporter, step, index, count);
  }

  async deliver(index: number, phase: Phase): Promise<void> {
    this.#work.one(new Reporter(this.#journal, this.place, phase), index);
    await this.#drain(true);
  }

  async readBack({ drains, settles }: ReadBackManner): Promise<number | null> {
    if (drains) await this.#drain(settles);
    return readMail(this.#journal, this.#client, drains);
  }

  /** A client opens nothing of a transport: it has the spooler between. */
  openEach(): void {}

  /** The spooler is a part of MAPI: after DoFastShutdown it calls no transport. */
  callAfterShutdown(attempt: Attempt): void {
    attempt('Spooler::run', () => {
      this.#client.spooler.run();
    });
  }

  logoff(): void {
    this.#work.release();
  }

  async #drain(settles: boolean): Promise<void> {
    const { spooler, store } = this.#client;
    // What this very life has submitted has to arrive, too.
    const { earlierJournals, journalFile, together } = this.#plan;
    const earlier = earlierItems([...earlierJournals, journalFile], this.place, isMailItem);
    const submitted = earlier.filter(({ category }) => category === 'outbound');
    const startedMs = this.#journal.elapsed / 1e6;
    const farSideFile = this.#plan.farSide?.file ?? null;
    const patience = processPatience.for(together !== undefined);
    const { hasLeft, deliveries } = await drain({
      spooler,
      store,
      farSideFile,
      submitted,
      life: this.#plan.life,
      startedMs,
      settles,
      patience,
    });
    if (!hasLeft) processPatience.wasVain();
    if (deliveries !== null) this.#journal.write({ e: 'settled', session: this.place, deliveries });
  }
}
