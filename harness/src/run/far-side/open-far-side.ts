import { join } from 'node:path';
import { farSideFile } from '../../recording/layout.js';
import type { Life } from '../../scenarios/scenario.js';
import { ConfigurationError, messageOf } from '../input/configuration-error.js';
import { type FarSideModule, RunningFarSide } from './custom-far-side.js';
import type { FarSide, OfferedMail } from './far-side.js';
import { FarSideLog } from './far-side-log.js';
import { oddOffers, offeredMail } from './offered-mail.js';
import { SmtpFarSide } from './smtp-far-side.js';

/** This share of the items waits at the far side when a life with ordinary work begins. */
const INBOUND_SHARE = 0.2;

/** The far side of one run, with its log. */
export class RunFarSide {
  readonly #farSide: FarSide;
  readonly #log: FarSideLog;
  readonly #sessions: number;
  readonly #items: number;
  #offered = 0;
  #isOver = false;

  private constructor(farSide: FarSide, log: FarSideLog, sessions: number, items: number) {
    this.#farSide = farSide;
    this.#log = log;
    this.#sessions = sessions;
    this.#items = items;
  }

  /**
   * Starts the far side of a run.
   *
   * @param module - the user's own; null: the SMTP server
   * @param folder - of the run's evidence
   * @param work - a folder for what it keeps
   * @throws ConfigurationError when it does not start
   */
  static async open(
    module: FarSideModule | null,
    folder: string,
    work: string,
    sessions: number,
    items: number,
  ): Promise<RunFarSide> {
    const log = new FarSideLog(farSideFile(folder));
    const own = join(work, 'far-side');
    const farSide =
      module === null
        ? await SmtpFarSide.start(log, own, sessions).catch((error: unknown) => {
            throw new ConfigurationError(`no SMTP server can be started on this machine: ${messageOf(error)}`);
          })
        : await RunningFarSide.start(module, log, own);
    return new RunFarSide(farSide, log, sessions, items);
  }

  /** By session: settings for the profile sections of transports. */
  get settings(): readonly Readonly<Record<string, string>>[] {
    return Array.from({ length: this.#sessions }, (_, session) => this.#farSide.settings(session));
  }

  /** Whether it refuses single recipients. */
  get refuses(): boolean {
    return this.#farSide.refuses;
  }

  /** A life begins: it answers as that life wants it, and has mail to be fetched. */
  async beginLife(index: number, life: Life): Promise<void> {
    this.#log.beginLife(index);
    await this.#farSide.setMode(life.farSide ?? 'normal');
    const works = life.steps.some((step) => step.do === 'work' && step.workload === 'mixed');
    const count = Math.round(this.#items * (life.inbound ?? (works ? INBOUND_SHARE : 0)));
    // What comes in is as real as what goes out.
    const sendsReal = life.steps.some((step) => step.do === 'work' && step.workload === 'sent-mail');
    const isReal = sendsReal || life.isRealInbound === true;
    const mail: OfferedMail[] = [];
    for (let session = 0; session < this.#sessions; session += 1) {
      for (let i = 0; i < count; i += 1) mail.push(offeredMail(index, session, ++this.#offered, isReal));
      if (sendsReal && this.#farSide.offersAny) mail.push(...oddOffers(index, session, () => ++this.#offered));
    }
    if (mail.length > 0) await this.#farSide.offer(mail);
  }

  /** The run is over: notes what nobody has fetched, and ends it. */
  async close(): Promise<void> {
    this.#log.waiting(await this.#farSide.waiting());
    this.#isOver = true;
    await this.#farSide.stop();
  }

  /** Ends it, whatever it has, unless it has ended. */
  async abandon(): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    await this.#farSide.stop().catch(() => {});
  }
}
