import {
  type ENTRYID,
  FAILED,
  fileTimeFromDate,
  findValue,
  type IMAPIFolder,
  type IMessage,
  MAPI_MODIFY,
  MODRECIP_ADD,
  PR_ADDRTYPE_W,
  PR_BODY_W,
  PR_DEFERRED_DELIVERY_TIME,
  PR_DELETE_AFTER_SUBMIT,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PR_MESSAGE_CLASS_W,
  PR_RECIPIENT_TYPE,
  PR_SUBJECT_W,
} from '@mapi-kit/sdk';
import type { LifePlan } from '../../life/life-plan.js';
import { mailName, SETTINGS } from '../../recording/item-names.js';
import { stateOfMail } from '../../recording/mail.js';
import type { StepOf } from '../../scenarios/step-kinds.js';
import { openMessage } from '../store/open-message.js';
import { saveSetting } from '../store/profile-setting.js';
import { insist, refusalOf, unwrap } from '../store/refusal.js';
import { saveMessage, setProps } from '../store/write-message.js';
import { Random, seedsOf } from '../workload/random.js';
import type { Reporter } from '../workload/reporter.js';
import type { MailClient } from './mail-client.js';
import { makeMail, makePartlyPostponedMail, makePartlyRefusedMail } from './mail-content.js';
import { makeAlikeMail, makeBlindMail, makeDeferredMail, makeUntitledMail } from './odd-outgoing.js';
import { openOutbox } from './outgoing.js';
import type { OutgoingMail } from './outgoing-mail.js';
import { fillMore, makeHinderedMail, makeRealMail, REAL_SORTS } from './real-content.js';
import { lastWaiting, mayBeOnItsWay } from './waiting-mail.js';

/** So many messages of each sort of real mail are sent at a time. */
const PER_SORT = 2;
/** The message of a round that is a small one of real mail, and its sort: a transport has to take over one in each exit. */
const REAL_ONE = { index: 2, sort: 1 } as const;
/**
 * The messages of a round that are unlike most: those to a recipient who is refused, and those without a subject of their own.
 */
const ODD: readonly ((random: Random, item: string) => OutgoingMail)[] = [
  makePartlyRefusedMail,
  makeUntitledMail,
  makeAlikeMail,
  makeAlikeMail,
];
/** The first of them in a round. */
const FIRST_ODD = 3;
/** The message of a round that is not to be delivered at once, where one is not. */
const DEFERRED = FIRST_ODD + ODD.length;
/** This share of the messages is submitted after the spooler's round, and is still the spooler's when the work is over. */
const NOT_TAKEN_OVER = 4;

/** What the client sends through one transport, and what it has open meanwhile. */
export class MailWork {
  readonly #plan: LifePlan;
  readonly #client: MailClient;
  readonly #drafts: IMessage[] = [];
  /** By the items of what was submitted. */
  readonly #entryIds = new Map<string, ENTRYID>();
  readonly #counters = { o: 0, w: 0 };
  #outbox: IMAPIFolder | undefined;
  #settings = 0;
  #hasHindered = false;

  constructor(plan: LifePlan, client: MailClient) {
    this.#plan = plan;
    this.#client = client;
  }

  /**
   * Submits messages, one of them with attachments, and lets the spooler offer most of them to the transport; leaves drafts
   * that nobody submitted.
   *
   * @param step - messages of text only, unless its workload is mixed
   */
  mixed(reporter: Reporter, { workload, deferred }: StepOf<'work'>, index: number, count: number): void {
    const light = workload !== 'mixed';
    const random = new Random(...seedsOf(this.#plan), this.#plan.life, this.#client.index, index, 0x3a11);
    const drafts = light || count < 6 ? 0 : Math.max(1, Math.floor(count / 12));
    if (!light) {
      this.#attempt(reporter, SETTINGS.transportSection, () => {
        const { session, sectionUid } = this.#client;
        this.#settings += 1;
        const state = saveSetting(session, sectionUid, this.#plan.life, this.#settings, random);
        reporter.saved(SETTINGS.transportSection, 'setting', state);
      });
    }
    for (let i = 0; i < drafts; i += 1) this.#leaveDraft(reporter, random, i);
    const mails = Math.max(1, count - drafts);
    const kept = Math.floor(mails / NOT_TAKEN_OVER);
    for (let i = 0; i < mails; i += 1) {
      if (i === mails - kept) this.#client.spooler.run();
      const makeOdd = light || mails === 1 ? undefined : this.#makeOdd(i, deferred === true);
      if (!light && i === REAL_ONE.index) this.#sendReal(reporter, random, REAL_ONE.sort);
      else if (makeOdd !== undefined) this.#sendMade(reporter, random, makeOdd);
      else this.#send(reporter, random, !light && i === 1 && this.#plan.life === 0);
    }
    if (kept === 0) this.#client.spooler.run();
  }

  /** Submits a message of text and lets the spooler offer it. */
  one(reporter: Reporter, index: number): void {
    const random = new Random(...seedsOf(this.#plan), this.#plan.life, this.#client.index, index, 0x3a11);
    this.#send(reporter, random, false);
    this.#client.spooler.run();
  }

  /** Submits many messages and lets the spooler offer all of them. */
  bulk(reporter: Reporter, index: number, count: number): void {
    const random = new Random(...seedsOf(this.#plan), this.#plan.life, this.#client.index, index, 0x3a11);
    for (let i = 0; i < count; i += 1) if (!this.#send(reporter, random, false)) break;
    this.#client.spooler.run();
  }

  /** Submits messages that have more than text, several of each sort, and lets the spooler offer all of them. */
  realMail(reporter: Reporter, index: number): void {
    const random = new Random(...seedsOf(this.#plan), this.#plan.life, this.#client.index, index, 0x4ea1);
    this.#takeBackOfEarlier(reporter);
    // The first one: who does not go along when it is taken back has sent it before the others.
    const regretted = this.#name('o');
    this.#submit(reporter, regretted, makeMail(random, regretted, false));
    // From whoever sends text alone, and refuses the others, it has to arrive; and nothing more is heard of it when it has.
    this.#send(reporter, random, false);
    // Whoever calls it too large has to do so always.
    this.#send(reporter, random, true);
    // Soon, so that its refusal is known in time.
    if (this.#plan.farSide?.refuses === true) this.#sendMade(reporter, random, makePartlyRefusedMail);
    for (let i = 0; i < PER_SORT * REAL_SORTS; i += 1) this.#sendReal(reporter, random, i % REAL_SORTS);
    // The last one: many transports send nothing behind a message that they have to try again.
    const isFirst = this.#plan.life === 0 && !this.#hasHindered;
    this.#sendMade(reporter, random, isFirst ? this.#makeHindered : makePartlyPostponedMail);
    this.#hasHindered = true;
    this.#client.spooler.run();
    if (this.#takeBack(reporter, regretted)) this.#sendAgain(reporter, random, regretted);
  }

  /** Releases what is still open. */
  release(): void {
    for (const draft of this.#drafts.splice(0)) draft.Release();
    this.#outbox?.Release();
    this.#outbox = undefined;
  }

  #send(reporter: Reporter, random: Random, large: boolean): boolean {
    const item = this.#name('o');
    return this.#submit(reporter, item, makeMail(random, item, large));
  }

  #sendReal(reporter: Reporter, random: Random, sort: number): void {
    const item = this.#name('o');
    this.#submit(reporter, item, makeRealMail(random, item, sort));
  }

  readonly #makeHindered = (random: Random, item: string): OutgoingMail =>
    makeHinderedMail(random, item, this.#plan.farSide?.refuses === true);

  /** What makes the message of a round that is unlike most. Which they are, a far side has to know by their recipients. */
  #makeOdd(index: number, defers: boolean): (typeof ODD)[number] | undefined {
    if (index === 0) return makeBlindMail;
    if (defers && index === DEFERRED) return makeDeferredMail;
    return this.#plan.farSide?.refuses === true ? ODD[index - FIRST_ODD] : undefined;
  }

  #sendMade(reporter: Reporter, random: Random, make: (typeof ODD)[number]): void {
    const item = this.#name('o');
    this.#submit(reporter, item, make(random, item));
  }

  #submit(reporter: Reporter, item: string, outgoing: OutgoingMail): boolean {
    return this.#attempt(reporter, item, () => {
      const message = this.#newMessage(outgoing);
      const entryId = entryIdOf(message);
      if (entryId !== undefined) this.#entryIds.set(item, entryId);
      insist(message.SubmitMessage(0), 'IMessage::SubmitMessage');
      message.Release();
      reporter.submitted(item, stateOfMail(outgoing.mail), entryId, outgoing.hindrances);
    });
  }

  /** Takes back what an earlier life has handed over, before the transport sends it in this one. */
  #takeBackOfEarlier(reporter: Reporter): void {
    const waiting = lastWaiting(this.#plan, this.#client);
    if (waiting === null) return;
    // The spooler of this life learns who has it: before that it would tell nobody.
    this.#client.spooler.run({ inbound: false, idle: false });
    if (mayBeOnItsWay(waiting, this.#plan)) return;
    this.#entryIds.set(waiting.item, waiting.entryId);
    this.#takeBack(reporter, waiting.item);
  }

  /** What a transport has not deferred is on its way, and cannot be taken back. */
  #takeBack(reporter: Reporter, item: string): boolean {
    const entryId = this.#entryIds.get(item);
    if (entryId === undefined || FAILED(this.#client.spooler.cancel(entryId))) return false;
    reporter.cancelled(item);
    return true;
  }

  /** Writes a message that was taken back anew, and sends it again: it is another one, and has the entry id that it had. */
  #sendAgain(reporter: Reporter, random: Random, regretted: string): void {
    const entryId = this.#entryIds.get(regretted);
    if (entryId === undefined) return;
    const item = this.#name('o');
    this.#attempt(reporter, item, () => {
      const outgoing = makeMail(random, item, false);
      const message = openMessage(this.#client.store, entryId, MAPI_MODIFY);
      this.#fill(message, outgoing, 0);
      insist(message.SubmitMessage(0), 'IMessage::SubmitMessage');
      message.Release();
      reporter.submitted(item, stateOfMail(outgoing.mail), entryId);
    });
    this.#client.spooler.run();
  }

  /** A draft is saved, every second one only filled: nobody may send it. */
  #leaveDraft(reporter: Reporter, random: Random, way: number): void {
    const item = this.#name('w');
    const mail = makeMail(random, item, false);
    this.#attempt(reporter, item, () => {
      const message = this.#newMessage(mail);
      this.#drafts.push(message);
      if (way % 2 === 0) saveMessage(message);
      reporter.unsaved(item, null, 'a message was written and never submitted');
    });
  }

  #newMessage(outgoing: OutgoingMail): IMessage {
    const message = unwrap(this.#openOutbox().CreateMessage(null, 0), 'IMAPIFolder::CreateMessage');
    this.#fill(message, outgoing, MODRECIP_ADD);
    return message;
  }

  /** @param how - what becomes of the recipients that it has: 0: they go */
  #fill(message: IMessage, { mail: { subject, body }, recipients, hindrances, more }: OutgoingMail, how: number): void {
    const properties = [
      { tag: PR_SUBJECT_W, value: subject },
      { tag: PR_MESSAGE_CLASS_W, value: 'IPM.Note' },
      { tag: PR_BODY_W, value: body },
      { tag: PR_DELETE_AFTER_SUBMIT, value: true },
    ];
    setProps(message, properties, 'IMessage::SetProps');
    const notBeforeMs = hindrances?.notBeforeMs;
    if (notBeforeMs !== undefined) {
      const value = fileTimeFromDate(new Date(Date.now() + notBeforeMs));
      setProps(message, [{ tag: PR_DEFERRED_DELIVERY_TIME, value }], 'IMessage::SetProps');
    }
    if (more !== undefined) fillMore(message, more, this.#client.session);
    const rows = recipients.map(({ type, address, name = address }) => [
      { tag: PR_RECIPIENT_TYPE, value: type },
      { tag: PR_DISPLAY_NAME_W, value: name },
      { tag: PR_ADDRTYPE_W, value: 'SMTP' },
      { tag: PR_EMAIL_ADDRESS_W, value: address },
    ]);
    insist(message.ModifyRecipients(how, rows), 'IMessage::ModifyRecipients');
  }

  #openOutbox(): IMAPIFolder {
    this.#outbox ??= openOutbox(this.#client.store);
    return this.#outbox;
  }

  #name(letter: 'o' | 'w'): string {
    return mailName(letter, this.#plan.life, this.#client.index, ++this.#counters[letter]);
  }

  /** Whatever is refused is reported. */
  #attempt(reporter: Reporter, item: string, act: () => void): boolean {
    try {
      act();
      return true;
    } catch (error) {
      reporter.refused(item, refusalOf(error));
      return false;
    }
  }
}

function entryIdOf(message: IMessage): ENTRYID | undefined {
  return findValue(unwrap(message.GetProps([PR_ENTRYID], 0), 'IMessage::GetProps(PR_ENTRYID)'), PR_ENTRYID);
}
