import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  findValue,
  IID_IMAPIFolder,
  type IMAPIFolder,
  type IMAPISession,
  type IMsgStore,
  MAPI_MODIFY,
  MODRECIP_ADD,
  PR_ADDRTYPE_W,
  PR_ATTACH_DATA_BIN,
  PR_ATTACH_LONG_FILENAME_W,
  PR_ATTACH_METHOD,
  PR_BODY_W,
  PR_DELETE_AFTER_SUBMIT,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_IPM_OUTBOX_ENTRYID,
  PR_MESSAGE_CLASS_W,
  PR_RECIPIENT_TYPE,
  PR_SUBJECT_W,
  type ProviderModule,
} from '@mapi-kit/sdk';
import type { Subsystem } from '@mapi-kit/sdk/subsystem';
import { CLOSED, type Letter } from '../providers/letter.js';
import type { Client } from './client.js';
import { demand, insist } from './demand.js';
import { type Dump, print } from './dump-object.js';
import { set } from './fill.js';
import { openStore } from './store-client.js';
import { Values } from './values.js';

const PATIENCE_MS = 4_000;

/** A client that sends through a transport, whose far side is a folder that can be closed. */
export class MailClient implements Client {
  readonly #store: IMsgStore;
  readonly #subsystem: Subsystem;
  readonly #values: Values;
  readonly #outgoing: string;
  readonly #expectedFile: string;
  readonly #isLast: boolean;
  readonly #expected: Letter[];

  constructor(
    session: IMAPISession,
    subsystem: Subsystem,
    { life, place, isLast }: { readonly life: number; readonly place: string; readonly isLast: boolean },
  ) {
    this.#store = openStore(session);
    this.#subsystem = subsystem;
    this.#values = new Values(100_000 * (life + 1));
    this.#outgoing = `${place}-outgoing`;
    this.#expectedFile = `${place}-expected.json`;
    this.#isLast = isLast;
    mkdirSync(this.#outgoing, { recursive: true });
    this.#expected = existsSync(this.#expectedFile)
      ? (JSON.parse(readFileSync(this.#expectedFile, 'utf8')) as Letter[])
      : [];
  }

  /** The store that the mail is sent from, which has everything on disk at once. */
  static async postbox(): Promise<ProviderModule> {
    return (await import('../../fixtures/stores/write-through-store.js')) as ProviderModule;
  }

  async work(): Promise<void> {
    rmSync(join(this.#outgoing, CLOSED), { force: true });
    if (!this.#isLast) for (let i = 0; i < 2; i += 1) this.#send();
    await this.#untilArrived();
    if (this.#isLast) return;
    writeFileSync(join(this.#outgoing, CLOSED), '');
    for (let i = 0; i < 6; i += 1) this.#send();
    this.#subsystem.spooler.run();
  }

  more(): void {
    for (let i = 0; i < 2; i += 1) this.#send();
    this.#subsystem.spooler.run();
  }

  dump(): Dump {
    writeFileSync(this.#expectedFile, JSON.stringify(this.#expected));
    const letters = this.#isLast ? this.#delivered() : this.#expected;
    const dump: Dump = {};
    for (const letter of letters) {
      const before = letters
        .slice(0, letters.indexOf(letter))
        .filter(({ subject }) => subject === letter.subject).length;
      // Who got it as what counts; that they keep their order nobody promises.
      const [recipients, addressees] = [letter.recipients.toSorted(), letter.addressees.toSorted()];
      dump[`mail ${letter.subject} ${before}`] = print({ ...letter, recipients, addressees });
    }
    return dump;
  }

  release(): void {
    this.#store.Release();
  }

  async #untilArrived(): Promise<void> {
    const until = Date.now() + PATIENCE_MS;
    for (
      let calm = 0;
      Date.now() < until && calm < 20;
      calm = this.#delivered().length >= this.#expected.length ? calm + 1 : 0
    ) {
      this.#subsystem.spooler.run();
      await wait(10);
    }
  }

  #delivered(): readonly Letter[] {
    return readdirSync(this.#outgoing)
      .filter((name) => name.endsWith('.json'))
      .map((name) => JSON.parse(readFileSync(join(this.#outgoing, name), 'utf8')) as Letter)
      .sort((a, b) => (a.subject < b.subject ? -1 : 1));
  }

  #send(): void {
    const n = this.#values.number;
    const data = this.#values.bytes(500 + (n % 7));
    const recipients = ['to', 'cc', 'bcc', 'to'].map((type, index) => `${type} r${index}.${n}@example.org`);
    const letter: Letter = {
      subject: `Angebot ${n} Ω`,
      body: this.#values.text(300),
      recipients,
      addressees: recipients,
      attachments: [`Anlage ${n}.pdf ${Buffer.from(data).toString('hex')}`],
    };
    this.#expected.push(letter);
    const ids = demand(this.#store.GetProps([PR_IPM_OUTBOX_ENTRYID], 0), 'GetProps');
    const opened = this.#store.OpenEntry(findValue(ids, PR_IPM_OUTBOX_ENTRYID) ?? null, IID_IMAPIFolder, MAPI_MODIFY);
    const outbox = demand(opened, 'OpenEntry').unknown as IMAPIFolder;
    const message = demand(outbox.CreateMessage(null, 0), 'CreateMessage');
    set(message, [
      { tag: PR_SUBJECT_W, value: letter.subject },
      { tag: PR_BODY_W, value: letter.body },
      { tag: PR_MESSAGE_CLASS_W, value: 'IPM.Note' },
      { tag: PR_DELETE_AFTER_SUBMIT, value: true },
    ]);
    const rows = letter.recipients.map((recipient) => {
      const [type = '', address = ''] = recipient.split(' ');
      return [
        { tag: PR_RECIPIENT_TYPE, value: ['', 'to', 'cc', 'bcc'].indexOf(type) },
        { tag: PR_DISPLAY_NAME_W, value: address },
        { tag: PR_ADDRTYPE_W, value: 'SMTP' },
        { tag: PR_EMAIL_ADDRESS_W, value: address },
      ];
    });
    insist(message.ModifyRecipients(MODRECIP_ADD, rows), 'ModifyRecipients');
    const { attach } = demand(message.CreateAttach(null, 0), 'CreateAttach');
    set(attach, [
      { tag: PR_ATTACH_METHOD, value: 1 },
      { tag: PR_ATTACH_LONG_FILENAME_W, value: `Anlage ${n}.pdf` },
      { tag: PR_ATTACH_DATA_BIN, value: data },
    ]);
    insist(attach.SaveChanges(0), 'IAttach::SaveChanges');
    attach.Release();
    insist(message.SubmitMessage(0), 'SubmitMessage');
    message.Release();
    outbox.Release();
  }
}
