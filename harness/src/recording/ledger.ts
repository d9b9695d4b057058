import { FAILED, formatHresult, hresult } from '@mapi-kit/sdk';
import { Account } from './account.js';
import { DifferenceList } from './difference-list.js';
import type { ItemCategory, JournalEvent } from './events.js';
import { itemInWords, ordinal, sameState } from './item-words.js';
import {
  adoptAllowed,
  adoptObserved,
  categoryOf,
  differenceOf,
  type Entry,
  expectedInWords,
  isListedOnly,
  leaveOutCopy,
  newEntry,
  noteOther,
  openedInWords,
  seenInWords,
  showsRefusedChange,
} from './ledger-entry.js';
import { MailLedger } from './mail-ledger.js';
import type { DifferenceKind, LedgerOutcome } from './observation.js';

/** Items with such names are saved after DoFastShutdown, against the rules: they may be there later, or not. */
const AFTER_PREFIX = 'after-';

/** Keeps what was acknowledged, and compares each read-back with it. Memory: one small record an item. */
export class Ledger {
  readonly #sessions = new Map<number, Map<string, Entry>>();
  readonly #differences = new DifferenceList();
  #life = 0;
  #round = 0;
  #readBack = new Set<number>();
  /** What the client is doing, where the journal says so. */
  #inFlight: Extract<JournalEvent, { e: 'doing' }> | null = null;

  /** The mail that goes through transports. */
  readonly mail: MailLedger = new MailLedger(this.#differences);

  /** The next life begins. */
  beginLife(life: number): void {
    this.#life = life;
    this.#round += 1;
    this.#readBack = new Set();
    this.#inFlight = null;
    this.mail.beginLife();
  }

  /**
   * The life was killed without a word: of each item saved in it one of its states is there in the next life, or what was
   * there before, but nothing else. What the client was just doing may have come to any state.
   */
  allowCrashStates(): void {
    this.mail.allowCrashStates(this.#life);
    if (this.#inFlight !== null) this.#letPass(this.#inFlight);
    for (const entries of this.#sessions.values()) {
      for (const entry of entries.values()) {
        if (entry.life !== this.#life || entry.lifeStates.length === 0) continue;
        entry.allowed = entry.lifeStates;
        entry.uncertain = false;
      }
    }
  }

  /** Takes in the next event of the life. */
  add(event: JournalEvent): void {
    switch (event.e) {
      case 'step':
        this.#inFlight = null;
        break;
      case 'doing':
        this.#inFlight = event;
        break;
      case 'saved':
        if (event.category === 'outbound') this.mail.submitted(event, this.#life);
        else if (!event.item.startsWith(AFTER_PREFIX)) this.#saved(event);
        break;
      case 'unsaved':
        if (MailLedger.concerns(event.item)) this.mail.drafted(event, this.#life);
        else if (!event.item.startsWith(AFTER_PREFIX)) this.#unsaved(event);
        break;
      case 'refused':
        if (!MailLedger.concerns(event.item) && !event.item.startsWith(AFTER_PREFIX)) {
          this.#entry(event.session, event.item, 'created').refused = event.method;
        }
        break;
      case 'found':
        if (MailLedger.concerns(event.item)) this.mail.found(event);
        else this.#found(event);
        break;
      case 'opened':
        if (!MailLedger.concerns(event.item)) this.#opened(event);
        break;
      case 'returned':
      case 'queued':
      case 'settled':
        this.mail.add(event, this.#life);
        break;
      case 'client-call':
        if (event.method.endsWith('NotifyProcessShutdown')) this.mail.notified(this.#life);
        break;
      case 'read-back':
        this.mail.readBack(this.#life);
        this.#compare(event.session);
        break;
      default:
    }
  }

  /** The result after the last life. */
  finish(): LedgerOutcome {
    const account = new Account();
    const readBackComplete =
      this.#readBack.size > 0 && [...this.#sessions.keys()].every((each) => this.#readBack.has(each));
    if (readBackComplete) this.mail.compare(this.#life);
    this.mail.addTo(account);
    const [notCarried, notBrought] = [this.mail.notCarried(), this.mail.notBrought()];
    const { withRefused, returned, settled } = this.mail;
    for (const [session, entries] of this.#sessions) {
      for (const entry of entries.values()) {
        if (entry.acknowledged && !entry.uncertain) account.add(entry, this.#readBack.has(session));
      }
    }
    return {
      ...account.numbers,
      counts: this.#differences.counts(),
      differences: this.#differences.first(),
      readBackComplete,
      ...(notCarried.length === 0 ? {} : { notCarried }),
      ...(notBrought.length === 0 ? {} : { notBrought }),
      ...(withRefused === 0 ? {} : { withRefused }),
      ...(returned === 0 ? {} : { returned }),
      ...(settled === 0 ? {} : { settled }),
    };
  }

  /** The item, and what is in it, if it is a folder; and a copy of another one, under the name of that. */
  #letPass({ session, item, copies }: Extract<JournalEvent, { e: 'doing' }>): void {
    if (copies !== undefined) this.#entry(session, copies, 'created').copy = 'possible';
    if (!MailLedger.concerns(item)) this.#entry(session, item, 'created').inFlight = true;
    for (const entry of this.#sessions.get(session)?.values() ?? []) {
      const folders = (entry.state ?? entry.named)?.folder.split('/') ?? [];
      if (folders.includes(item)) entry.inFlight = true;
    }
  }

  #saved(event: Extract<JournalEvent, { e: 'saved' }>): void {
    const entry = this.#entry(event.session, event.item, event.category);
    if (entry.life !== this.#life || entry.lifeStates.length === 0) {
      entry.lifeStates = entry.acknowledged ? [entry.state] : [null];
      entry.allowed = null;
    }
    entry.lifeStates.push(event.state);
    if (entry.acknowledged && entry.state !== null) {
      entry.earlier ??= [];
      entry.earlier.push(entry.state);
    }
    entry.category = event.category;
    entry.phase = event.phase;
    entry.life = this.#life;
    entry.at = event.t;
    entry.state = event.state;
    entry.named = event.state ?? entry.named;
    entry.acknowledged = true;
    entry.unsaved = null;
    entry.refused = null;
    entry.uncertain = event.phase === 'after-shutdown';
  }

  #unsaved(event: Extract<JournalEvent, { e: 'unsaved' }>): void {
    const entry = this.#entry(event.session, event.item, 'unsaved');
    entry.unsaved = event.what;
    if (entry.acknowledged) return;
    entry.life = this.#life;
    entry.at = event.t;
    entry.state = event.state;
    entry.named = event.state;
  }

  #found(event: Extract<JournalEvent, { e: 'found' }>): void {
    const entry = this.#current(event.session, event.item);
    if (entry === undefined) {
      if (!event.item.startsWith(AFTER_PREFIX)) this.#unknown(event);
      return;
    }
    entry.found += 1;
    if (entry.state === null || !sameState(event.state, entry.state)) noteOther(entry, event.state);
  }

  #opened(event: Extract<JournalEvent, { e: 'opened' }>): void {
    const entry = this.#current(event.session, event.item);
    if (entry === undefined) return;
    const failed = FAILED(hresult(event.hr));
    if (entry.state === null) {
      entry.opensAlthoughDeleted ||= !failed && event.opens === event.item;
    } else if (failed) {
      entry.brokenId ??= `OpenEntry answers ${formatHresult(hresult(event.hr))}`;
    } else if (event.opens !== event.item) {
      entry.brokenId ??= openedInWords(event);
    }
  }

  #compare(session: number): void {
    this.#readBack.add(session);
    for (const entry of this.#sessions.get(session)?.values() ?? []) {
      this.#refresh(entry);
      leaveOutCopy(entry);
      // Whatever came of a change: a row of nothing is none of it.
      if ((entry.inFlight || showsRefusedChange(entry)) && !isListedOnly(entry)) adoptObserved(entry);
      if (entry.uncertain) continue;
      if (entry.allowed !== null) adoptAllowed(entry, entry.allowed);
      const kind = differenceOf(entry);
      entry.asAcknowledged = kind === null;
      if (kind !== null) this.#report(session, entry, kind);
    }
  }

  #report(session: number, entry: Entry, kind: DifferenceKind): void {
    if (entry.counted?.has(kind)) return;
    entry.counted ??= new Set();
    entry.counted.add(kind);
    const category = categoryOf(entry, kind);
    this.#differences.add(kind, category, () => ({
      kind,
      item: entry.item,
      category,
      session,
      phase: entry.phase,
      savedInLife: entry.life,
      savedAt: entry.at,
      seenInLife: this.#life,
      expected: expectedInWords(entry),
      seen: `${seenInWords(entry, kind)} in the ${ordinal(this.#life)} life`,
    }));
  }

  #unknown(event: Extract<JournalEvent, { e: 'found' }>): void {
    this.#differences.add('unknown', 'created', () => ({
      kind: 'unknown',
      item: event.item,
      category: 'created',
      session: event.session,
      phase: 'before-query',
      savedInLife: this.#life,
      savedAt: event.t,
      seenInLife: this.#life,
      expected: `nothing called "${event.item}": nobody saved it`,
      seen: `${itemInWords('created', event.state, event.item)} in the ${ordinal(this.#life)} life`,
    }));
  }

  #entry(session: number, item: string, category: ItemCategory): Entry {
    let entries = this.#sessions.get(session);
    if (entries === undefined) {
      entries = new Map();
      this.#sessions.set(session, entries);
    }
    let entry = entries.get(item);
    if (entry === undefined) {
      entry = newEntry(item, category);
      entries.set(item, entry);
    }
    return entry;
  }

  #current(session: number, item: string): Entry | undefined {
    const entry = this.#sessions.get(session)?.get(item);
    if (entry !== undefined) this.#refresh(entry);
    return entry;
  }

  /** Forgets what an earlier read-back, perhaps an incomplete one, has shown of the item. */
  #refresh(entry: Entry): void {
    if (entry.round === this.#round) return;
    entry.round = this.#round;
    entry.found = 0;
    entry.other = null;
    entry.others = 0;
    entry.brokenId = null;
    entry.opensAlthoughDeleted = false;
  }
}
