import { statSync } from 'node:fs';
import { join } from 'node:path';
import { MAPI_E_UNCONFIGURED, MapiError } from '@mapi-kit/sdk';
import {
  AbstractQueueingTransport,
  type DeliveryReport,
  decodeStoredOutbound,
  encodeStoredOutbound,
  type InboundMessage,
  type OutboundContent,
  type StoredOutbound,
  transportProvider,
} from '@mapi-kit/sdk/transport';
import { open, type RootDatabase } from 'lmdb';
import { createTransport, type SMTPTransportOptions } from 'nodemailer';
import { Maildrop } from './maildrop.js';
import { senderAddress } from './outgoing-addresses.js';
import { mailOf } from './outgoing-mail.js';
import { sortRecipients } from './recipients.js';
import { refusalForAll, reportOfFailure, reportOfRefusals } from './refusals.js';
import { Unsendable } from './unsendable.js';

/**
 * A transport that sends through an SMTP server, and receives out of a folder of `.eml` files.
 *
 * Settings of its profile section: `smtpHost` and `smtpPort`. Optionally `user` and `password`; `secure`, which is `true`
 * for TLS from the first byte on, `false` where a password may travel without TLS, and otherwise STARTTLS where there is a
 * password or the server offers it; `from`, who sends a message that names no sender; `maildrop`, the folder; and
 * `retryMs`, the first pause after a failed delivery.
 *
 * The outbox is in LMDB. The base class decides when to deliver, and what a shutdown means for a delivery under way.
 */
export class SmtpTransport extends AbstractQueueingTransport {
  #outbox: RootDatabase<Buffer, string> | undefined;
  #server: SMTPTransportOptions = {};
  #maildrop: Maildrop | undefined;

  protected addressTypes(): readonly string[] {
    return ['SMTP'];
  }

  protected override supportsEmbeddedMessages(): boolean {
    return true;
  }

  protected override open(): void {
    this.#server = {
      host: this.setting('smtpHost') || unconfigured('smtpHost is missing: the name of the SMTP server'),
      port: this.#number('smtpPort', 65_535) ?? unconfigured('smtpPort is missing: the port of the SMTP server'),
      ...this.#security(),
      // A server that says nothing is given up long before the base class gives up the delivery.
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
      // An aborted delivery hangs up at once: what is still in the buffers must not go out after DoFastShutdown.
      socketCloseTimeout: 0,
      // A message is data of strangers, and names no files of this computer.
      disableFileAccess: true,
      disableUrlAccess: true,
    };
    const retryInterval = this.#number('retryMs', 86_400_000);
    if (retryInterval !== undefined) this.pace({ retryInterval });
    const folder = this.setting('maildrop');
    if (folder !== undefined) {
      if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) unconfigured(`maildrop is no folder: ${folder}`);
      this.#maildrop = new Maildrop(folder, join(this.dataDirectory, 'received.json'));
    }
    // Each transaction is on the disk when it returns: a message that was taken over also survives a power failure.
    this.#outbox = open({ path: this.dataDirectory, encoding: 'binary', noSubdir: false, overlappingSync: false });
  }

  protected storeOutbound(record: StoredOutbound): void {
    this.#records.transactionSync(() => this.#records.putSync(record.id, Buffer.from(encodeStoredOutbound(record))));
  }

  protected removeOutbound(id: string): void {
    this.#records.transactionSync(() => this.#records.removeSync(id));
  }

  protected *listOutbound(): Iterable<StoredOutbound> {
    for (const { value } of this.#records.getRange()) yield decodeStoredOutbound(value);
  }

  protected async deliver(message: OutboundContent, signal: AbortSignal): Promise<DeliveryReport> {
    const from = senderAddress(message) ?? this.setting('from');
    if (from === undefined)
      return refusalForAll(message, "the message has no sender, and the profile no setting 'from'");
    const { usable, failed } = sortRecipients(message);
    if (usable.length === 0) return { failed };
    const report = await this.#send({ ...message, recipients: usable }, from, signal);
    return { ...report, failed: [...failed, ...(report.failed ?? [])] };
  }

  protected override activityChanged(): void {
    super.activityChanged();
    void this.#readAhead();
  }

  /** The spooler polls from time to time, and not during a shutdown: no timer is needed to look into the folder. */
  protected override poll(): boolean {
    void this.#readAhead();
    return this.#maildrop?.hasMail ?? false;
  }

  protected override receive(): InboundMessage | undefined {
    return this.#maildrop?.next();
  }

  protected override received(message: InboundMessage): void {
    this.#maildrop?.remove(message);
  }

  protected override supportsFastShutdown(): boolean {
    return true;
  }

  protected override close(): void {
    // Where that fails the outbox stays open: close() is called again.
    super.close();
    void this.#outbox?.close();
  }

  async #send(message: OutboundContent, from: string, signal: AbortSignal): Promise<DeliveryReport> {
    try {
      const mail = await mailOf(message, from);
      const { rejectedErrors = [] } = await createTransport(this.#server).sendMail({ ...mail, signal });
      return reportOfRefusals(rejectedErrors);
    } catch (error) {
      if (error instanceof Unsendable) return refusalForAll(message, error.message);
      return reportOfFailure(error, message);
    }
  }

  /** Hooks are synchronous, files and the MIME parser are not: so messages are read before the spooler asks for them. */
  async #readAhead(): Promise<void> {
    if (this.#maildrop === undefined) return;
    try {
      if (await this.#maildrop.readAhead(() => this.mayReceive)) this.reportNewMail();
    } catch (error) {
      if (this.mayReceive) this.reportState('failure', `the maildrop cannot be read: ${String(error)}`);
    }
  }

  get #records(): RootDatabase<Buffer, string> {
    if (this.#outbox === undefined) throw new TypeError('the outbox is open from open() on');
    return this.#outbox;
  }

  #security(): SMTPTransportOptions {
    const [user, pass, secure] = [this.setting('user'), this.setting('password'), this.setting('secure')];
    if (secure !== undefined && secure !== 'true' && secure !== 'false') {
      unconfigured(`secure is true or false, not '${secure}'`);
    }
    if ((user === undefined) !== (pass === undefined)) unconfigured('user and password come together, or not at all');
    if (user === undefined || pass === undefined) return { secure: secure === 'true' };
    return { secure: secure === 'true', requireTLS: secure === undefined, auth: { user, pass } };
  }

  #number(key: string, most: number): number | undefined {
    const text = this.setting(key);
    if (text === undefined) return undefined;
    if (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= most) return Number(text);
    return unconfigured(`${key} is a whole number from 1 to ${most}, not '${text}'`);
  }
}

function unconfigured(what: string): never {
  throw new MapiError(MAPI_E_UNCONFIGURED, `in the settings of the SMTP transport, ${what}`);
}

/** The entry point that MAPI looks for. */
export const XPProviderInit: ReturnType<typeof transportProvider> = transportProvider(SmtpTransport, {
  displayName: 'SMTP',
});
