import { mkdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { itemOfRefused } from '../../recording/item-names.js';
import type { MailAttachment, MailContent } from '../../recording/mail-parts.js';
import type { FarSideMode } from '../../scenarios/scenario.js';
import { ConfigurationError, messageOf } from '../input/configuration-error.js';
import { noteForeignCode } from '../input/foreign-code.js';
import type { FarSide, OfferedMail } from './far-side.js';
import type { FarSideLog } from './far-side-log.js';

/** An attachment of a message that a far side of the user's own has taken over. */
export interface DeliveredAttachment {
  readonly name?: string | undefined;
  /** Without angle brackets. */
  readonly contentId?: string | undefined;
  readonly data: Uint8Array;
  /** The message that is the attachment; its data are empty then. */
  readonly embedded?: DeliveredMail | undefined;
}

/** A message that a far side of the user's own has taken over. What it does not know it leaves out. */
export interface DeliveredMail {
  readonly subject: string;
  readonly body?: string | undefined;
  /** Everybody whom it goes to, named in it or not. */
  readonly recipients?: readonly string[] | undefined;
  /** Those whom it names. */
  readonly to?: readonly string[] | undefined;
  readonly cc?: readonly string[] | undefined;
  /** Those whom it names although nobody may know of them. */
  readonly bcc?: readonly string[] | undefined;
  readonly replyTo?: readonly string[] | undefined;
  /** Message-IDs in angle brackets; empty: there are none. */
  readonly inReplyTo?: string | undefined;
  readonly references?: string | undefined;
  /** The address of its author. */
  readonly from?: string | undefined;
  /** The address of whoever sends it on behalf of its author; empty: nobody but the author. */
  readonly sender?: string | undefined;
  /** The names that it gives to those in To and Cc, besides their addresses. */
  readonly names?: readonly string[] | undefined;
  /** As PR_IMPORTANCE: 0 low, 1 normal, 2 high. */
  readonly importance?: number | undefined;
  /** As PR_SENSITIVITY: 0 none, 1 personal, 2 private, 3 confidential. */
  readonly sensitivity?: number | undefined;
  /** Its author asks for a receipt when it is read. */
  readonly wantsReceipt?: boolean | undefined;
  /** Its place in its conversation (PR_CONVERSATION_INDEX), in base64; empty: it has none. */
  readonly threadIndex?: string | undefined;
  /** When it is of no use any more, and by when it is to be answered, in the form of Date.toISOString; empty: it does not say. */
  readonly expires?: string | undefined;
  readonly replyBy?: string | undefined;
  /** Its body in HTML; empty: it has none. */
  readonly html?: string | undefined;
  readonly attachments?: readonly DeliveredAttachment[] | undefined;
  /** Null: it came without one. */
  readonly messageId?: string | null | undefined;
}

/** One far side of the user's own, for one run: what `start` of its module gives. */
export interface CustomFarSide {
  /** Settings of the profile sections of all providers: how they find it. */
  readonly settings: Readonly<Record<string, string>>;
  /** Everything that it has taken over so far, in the order of arrival. */
  deliveries(): readonly DeliveredMail[] | Promise<readonly DeliveredMail[]>;
  /** Ends it. */
  stop(): void | Promise<void>;
  /** Answers in another way from now on. Without it TIME-2 is not judged. */
  setMode?(mode: FarSideMode): void | Promise<void>;
  /** Has a message to be fetched. Without it DUR-7 is not judged. */
  offer?(mail: { readonly subject: string; readonly body: string }): void | Promise<void>;
  /** The subjects of the mail that nobody has fetched. */
  waiting?(): readonly string[] | Promise<readonly string[]>;
  /**
   * The recipients that it has refused so far, in the order of refusal: those of whom `refuses` of its context says so, while
   * it takes the message for the others. Without it no message has such a recipient, and none comes without a subject of its
   * own: those are known by the `recipients` of deliveries.
   */
  refused?(): readonly string[] | Promise<readonly string[]>;
}

/** What a far side of the user's own is given. */
export interface FarSideContext {
  /** It may use it; it is removed afterwards. */
  readonly folder: string;
  /** Whether a recipient is to be refused for good, as a mail server that knows nobody of that name does. */
  readonly refuses: (address: string) => boolean;
}

/** The module that `--far-side` names. */
export interface FarSideModule {
  /**
   * Starts a far side for one run; several may go on at once.
   *
   * @param context - a folder, and whom to refuse
   */
  start(context: FarSideContext): CustomFarSide | Promise<CustomFarSide>;
}

/** How often it is asked what has arrived, in milliseconds. */
const LOOK_EVERY_MS = 20;

/**
 * Loads the module of a far side.
 *
 * @param file - an absolute path
 * @param given - as the user named it
 * @throws ConfigurationError when it can't be loaded, or has no `start`
 */
export async function loadFarSide(file: string, given: string): Promise<FarSideModule> {
  let module: Partial<FarSideModule>;
  noteForeignCode(`the far side ${given}`);
  try {
    module = (await import(pathToFileURL(file).href)) as Partial<FarSideModule>;
  } catch (error) {
    throw new ConfigurationError(`the far side ${given} can't be loaded: ${messageOf(error)}`);
  }
  if (typeof module.start !== 'function') {
    throw new ConfigurationError(
      `the far side ${given} exports no function start; it must give an object with settings, deliveries and stop`,
    );
  }
  return module as FarSideModule;
}

/** Runs a far side of the user's own. */
export class RunningFarSide implements FarSide {
  /** What lies there it knows by the subjects. */
  readonly offersAny = false;
  readonly #custom: CustomFarSide;
  readonly #log: FarSideLog;
  readonly #items = new Map<string, string>();
  #logged = 0;
  #refusals = 0;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();

  private constructor(custom: CustomFarSide, log: FarSideLog) {
    this.#custom = custom;
    this.#log = log;
  }

  /** @throws ConfigurationError when it does not start, or gives something else than a far side */
  static async start(module: FarSideModule, log: FarSideLog, folder: string): Promise<RunningFarSide> {
    mkdirSync(folder, { recursive: true });
    let custom: CustomFarSide;
    try {
      custom = await module.start({ folder, refuses: (address) => itemOfRefused(address) !== null });
    } catch (error) {
      throw new ConfigurationError(`the far side does not start: ${messageOf(error)}`);
    }
    const isOne = typeof custom?.deliveries === 'function' && typeof custom.stop === 'function';
    if (!isOne || typeof custom.settings !== 'object' || custom.settings === null) {
      throw new ConfigurationError('the far side gives no object with settings, deliveries and stop');
    }
    const running = new RunningFarSide(custom, log);
    running.#timer = setInterval(() => {
      void running.#look();
    }, LOOK_EVERY_MS);
    return running;
  }

  get refuses(): boolean {
    return this.#custom.refused !== undefined;
  }

  settings(): Readonly<Record<string, string>> {
    return this.#custom.settings;
  }

  async setMode(mode: FarSideMode): Promise<void> {
    if (this.#custom.setMode === undefined) return;
    this.#log.mode(mode);
    await this.#custom.setMode(mode);
  }

  async offer(mail: readonly OfferedMail[]): Promise<void> {
    if (this.#custom.offer === undefined) return;
    for (const { item, subject, body } of mail) {
      this.#log.offered(item, { subject, body });
      this.#items.set(subject, item);
      await this.#custom.offer({ subject, body });
    }
  }

  async waiting(): Promise<readonly string[]> {
    await this.#look();
    const subjects = (await this.#custom.waiting?.()) ?? [];
    return subjects.flatMap((subject) => this.#items.get(subject) ?? []);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#look();
    await this.#custom.stop();
  }

  /** One look after the other, so that none is logged twice. */
  #look(): Promise<void> {
    this.#looking = this.#looking.then(async () => {
      // Before the delivery to the others, as it was.
      const refused = (await this.#custom.refused?.()) ?? [];
      for (const recipient of refused.slice(this.#refusals)) this.#log.refused(recipient);
      this.#refusals = refused.length;
      const all = await this.#custom.deliveries();
      for (const { messageId, recipients, ...mail } of all.slice(this.#logged)) {
        const envelope = recipients === undefined ? {} : { recipients };
        this.#log.delivered(messageId, { ...contentOf(mail), ...envelope });
      }
      this.#logged = all.length;
    });
    // Whoever waits for the last look is told; the timer's looks have nobody to tell.
    this.#looking.catch(() => {});
    return this.#looking;
  }
}

/** What a delivery may say of its message, as it is compared. */
const CONTENT = [
  'body',
  'to',
  'cc',
  'bcc',
  'replyTo',
  'inReplyTo',
  'references',
  'from',
  'sender',
  'names',
  'importance',
  'sensitivity',
  'wantsReceipt',
  'threadIndex',
  'expires',
  'replyBy',
  'html',
] as const satisfies readonly (keyof DeliveredMail & keyof MailContent)[];

/** Without what is not known. */
function contentOf(mail: DeliveredMail): MailContent {
  const { subject, attachments } = mail;
  const known = CONTENT.flatMap((name) => (mail[name] === undefined ? [] : [[name, mail[name]] as const]));
  return {
    subject,
    ...Object.fromEntries(known),
    ...(attachments === undefined ? {} : { attachments: attachments.map(attachmentOf) }),
  };
}

function attachmentOf({ name, contentId, data, embedded }: DeliveredAttachment): MailAttachment {
  return {
    data,
    ...(name === undefined ? {} : { name }),
    ...(contentId === undefined ? {} : { contentId }),
    ...(embedded === undefined ? {} : { embedded: contentOf(embedded) }),
  };
}
