import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import {
  fileTimeFromDate,
  PR_CLIENT_SUBMIT_TIME,
  PR_TRANSPORT_MESSAGE_HEADERS_W,
  PT_BINARY,
  propTag,
  propValue,
  type SPropValue,
} from '@mapi-kit/sdk';
import type { InboundMessage, InboundRecipient, MailAddress } from '@mapi-kit/sdk/transport';
import PostalMime, { type Address, type Email } from 'postal-mime';
import { ReceivedFiles } from './received-files.js';

/** How many messages are in memory at most, waiting for the spooler. */
const MOST_AHEAD = 50;

/** The body in HTML, which the SDK has no name for. */
const PR_HTML = propTag(0x1013, PT_BINARY);

/**
 * A folder in which each `.eml` file is a message that has come.
 *
 * Whoever delivers writes under another name and renames the file when it is whole. A file goes when the store has the
 * message, and not before; one that cannot be removed is received once all the same.
 */
export class Maildrop {
  readonly #folder: string;
  readonly #received: ReceivedFiles;
  /** The messages that were read, with the names of their files. */
  readonly #read = new Map<InboundMessage, string>();
  /** The files that were read, for better or for worse, and are not read again in this life. */
  readonly #known = new Set<string>();
  #reading = false;

  /** @param notes - the path of a file in which to note what could not be removed */
  constructor(folder: string, notes: string) {
    this.#folder = folder;
    this.#received = new ReceivedFiles(folder, notes);
  }

  get hasMail(): boolean {
    return this.#read.size > 0;
  }

  /**
   * Reads new files.
   *
   * @param mayGoOn - asked before each file
   * @returns whether messages have come
   * @throws Error naming the first file that cannot be read; it stays where it is
   */
  async readAhead(mayGoOn: () => boolean): Promise<boolean> {
    if (this.#reading || !mayGoOn()) return false;
    this.#reading = true;
    let found = false;
    try {
      this.#received.tryAgain();
      const names = (await readdir(this.#folder)).filter((name) => extname(name) === '.eml').sort();
      for (const name of this.#known) if (!names.includes(name)) this.#known.delete(name);
      for (const name of names.filter((one) => !this.#known.has(one) && !this.#received.has(one))) {
        if (!mayGoOn() || this.#read.size >= MOST_AHEAD) break;
        this.#known.add(name);
        this.#read.set(inboundOf(await PostalMime.parse(await readFile(join(this.#folder, name)))), name);
        found = true;
      }
    } finally {
      this.#reading = false;
    }
    return found;
  }

  /** The next message. It goes behind the others, so that one which the store does not take holds up none. */
  next(): InboundMessage | undefined {
    for (const [message, name] of this.#read) {
      this.#read.delete(message);
      this.#read.set(message, name);
      return message;
    }
    return undefined;
  }

  /** Removes a message that the store has. */
  remove(message: InboundMessage): void {
    const name = this.#read.get(message);
    this.#read.delete(message);
    if (name !== undefined) this.#received.remove(name);
  }
}

function inboundOf(email: Email): InboundMessage {
  const [sender] = addresses(email.from);
  return {
    subject: email.subject,
    body: email.text,
    sender,
    recipients: [
      ...recipients(email.to, 'to'), //
      ...recipients(email.cc, 'cc'),
      ...recipients(email.bcc, 'bcc'),
    ],
    messageId: email.messageId,
    attachments: email.attachments.map(({ filename, content }) => ({
      name: filename ?? 'unnamed',
      data: typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content),
    })),
    properties: propertiesOf(email),
  };
}

function propertiesOf({ headerLines, html, date }: Email): SPropValue[] {
  const properties = [propValue(PR_TRANSPORT_MESSAGE_HEADERS_W, headerLines.map(({ line }) => line).join('\r\n'))];
  if (html !== undefined) properties.push(propValue(PR_HTML, new Uint8Array(Buffer.from(html))));
  const sent = new Date(date ?? '');
  if (!Number.isNaN(sent.getTime())) properties.push(propValue(PR_CLIENT_SUBMIT_TIME, fileTimeFromDate(sent)));
  return properties;
}

function recipients(list: readonly Address[] | undefined, type: 'to' | 'cc' | 'bcc'): InboundRecipient[] {
  return (list ?? []).flatMap((one) => addresses(one).map((address) => ({ ...address, type })));
}

/** An address, or the members of a group. */
function addresses(address: Address | undefined): MailAddress[] {
  const mailboxes = address === undefined ? [] : (address.group ?? [address]);
  return mailboxes.flatMap((mailbox) => {
    if (mailbox.address === '') return [];
    return { name: mailbox.name || mailbox.address, addressType: 'SMTP', address: mailbox.address };
  });
}
