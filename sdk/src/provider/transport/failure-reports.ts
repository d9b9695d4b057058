import { fileTimeFromDate } from '../../contract/file-time.js';
import {
  PR_CLIENT_SUBMIT_TIME,
  PR_MESSAGE_CLASS_W,
  PR_REPORT_TEXT_W,
  PR_REPORT_TIME,
  PR_SENDER_NAME_W,
} from '../../contract/property-tags.js';
import type { SPropValue } from '../../contract/property-types.js';
import { PropertyBag } from '../objects/property-bag.js';
import type { OwnMail } from './abstract-transport.js';
import { anyOf, comparable } from './addresses.js';
import type { InboundMessage } from './inbound-message.js';
import type { Outbox } from './outbox.js';
import type { StoredOutbound } from './stored-outbound.js';

/**
 * Non-delivery reports that a transport puts into the inbox itself.
 *
 * A message whose recipients were marked at hand-over has left the outbox of the user, and IMAPISupport::StatusRecips takes
 * no report about it any more.
 */
export class FailureReports implements OwnMail {
  readonly #outbox: Outbox;
  /** The reports that were given, by the ids of the records; one that the store did not save is given again. */
  readonly #given = new Map<string, InboundMessage>();

  constructor(outbox: Outbox) {
    this.#outbox = outbox;
  }

  get isWaiting(): boolean {
    return this.#outbox.unreported !== undefined;
  }

  next(): InboundMessage | undefined {
    const record = this.#outbox.unreported;
    if (record === undefined) return undefined;
    const report = this.#given.get(record.id) ?? reportOn(record);
    this.#given.set(record.id, report);
    return report;
  }

  received(message: InboundMessage): boolean {
    for (const [id, report] of this.#given) {
      if (report !== message) continue;
      this.#given.delete(id);
      this.#outbox.reported(id);
      return true;
    }
    return false;
  }
}

function reportOn({ message, failed, deliveredAt }: StoredOutbound): InboundMessage {
  const original = new PropertyBag(message.properties);
  const names = new Map(message.recipients.map(({ address, name }) => [comparable(address), name]));
  const text = failed
    .map(({ address, reason }) => lineAbout(names.get(comparable(address)), address, reason))
    .join('\r\n');
  const submitted = original.value(PR_CLIENT_SUBMIT_TIME);
  const properties: SPropValue[] = [
    { tag: PR_SENDER_NAME_W, value: 'System Administrator' },
    { tag: PR_REPORT_TEXT_W, value: text },
    { tag: PR_REPORT_TIME, value: fileTimeFromDate(new Date(deliveredAt ?? Date.now())) },
  ];
  if (submitted !== undefined) properties.push({ tag: PR_CLIENT_SUBMIT_TIME, value: submitted });
  const isFailed = anyOf(failed.map(({ address }) => address));
  return {
    messageClass: `REPORT.${original.value(PR_MESSAGE_CLASS_W) ?? 'IPM.Note'}.NDR`,
    subject: `Undeliverable: ${message.subject}`,
    body: text,
    recipients: message.recipients.filter(({ address }) => isFailed(address)),
    properties,
  };
}

function lineAbout(name: string | undefined, address: string, reason: string): string {
  const who = name === undefined || name === address ? address : `${name} (${address})`;
  return `${who}: ${reason}`;
}
