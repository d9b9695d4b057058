import { FAILED, formatHresult, hresult } from '@mapi-kit/sdk';
import { DifferenceList } from './difference-list.js';
import type { ItemCategory, ItemState, JournalEvent, Phase } from './events.js';
import { differenceInWords, itemInWords, noun, ordinal, stateKey, timeInWords } from './item-words.js';
import { MailLedger } from './mail-ledger.js';
import type { DifferenceKind, LedgerOutcome } from './observation.js';

/** Items with such names are saved after DoFastShutdown, against the rules: they may be there later, or not. */
const AFTER_PREFIX = 'after-';

/** What is acknowledged of one item, and what the read-back under way shows of it. */
interface Entry {
  readonly item: string;
  category: ItemCategory;
  phase: Phase;
  life: number;
  at: number;
  /** As last acknowledged; null: deleted, or never saved. */
  state: ItemState | null;
  /** The last state that was not a deletion, to call the item by. */
  named: ItemState | null;
  /** Some save of it was acknowledged. */
  acknowledged: boolean;
  /** Earlier acknowledged states, as their keys. */
  earlier: string[] | null;
  /** The change that was not saved, in words. */
  unsaved: string | null;
  /** Saved after DoFastShutdown: nothing can be expected. */
  uncertain: boolean;
  /** What it was before its life, and each state acknowledged in that life: one of them is there after any kill. */
  lifeStates: (ItemState | null)[];
  /** Its life was killed without a word, so that any of these states will do; null: the last one must be there. */
  allowed: readonly (ItemState | null)[] | null;
  /** The read-back to which the rest belongs. */
  round: number;
  found: number;
  /** The first state found that is not the acknowledged one. */
  other: ItemState | null;
  /** What is wrong with its entry id. */
  brokenId: string | null;
  opensAlthoughDeleted: boolean;
  /** The last complete read-back found it as acknowledged. */
  asAcknowledged: boolean;
  /** The kinds of differences already counted for it. */
  counted: Set<DifferenceKind> | null;
}

/** Keeps what was acknowledged, and compares each read-back with it. Memory: one small record an item. */
export class Ledger {
  readonly #sessions = new Map<number, Map<string, Entry>>();
  readonly #differences = new DifferenceList();
  #life = 0;
  #round = 0;
  #readBack = new Set<number>();

  /** The mail that goes through transports. */
  readonly mail: MailLedger = new MailLedger(this.#differences);

  /** The next life begins. */
  beginLife(life: number): void {
    this.#life = life;
    this.#round += 1;
    this.#readBack = new Set();
  }

  /**
   * The life was killed without a word: of each item saved in it one of its states is there in the next life, or what was
   * there before, but nothing else.
   */
  loosen(): void {
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
      case 'saved':
        if (event.category === 'outbound') this.mail.submitted(event, this.#life);
        else if (!event.item.startsWith(AFTER_PREFIX)) this.#saved(event);
        break;
      case 'unsaved':
        if (MailLedger.concerns(event.item)) this.mail.drafted(event, this.#life);
        else if (!event.item.startsWith(AFTER_PREFIX)) this.#unsaved(event);
        break;
      case 'found':
        if (MailLedger.concerns(event.item)) this.mail.found(event);
        else this.#found(event);
        break;
      case 'opened':
        if (!MailLedger.concerns(event.item)) this.#opened(event);
        break;
      case 'read-back':
        this.#compare(event.session);
        break;
      default:
        break;
    }
  }

  /** The result after the last life. */
  finish(): LedgerOutcome {
    const acknowledged = zeroes();
    const found = zeroes();
    const readBackComplete =
      this.#readBack.size > 0 && [...this.#sessions.keys()].every((each) => this.#readBack.has(each));
    if (readBackComplete) this.mail.compare(this.#life);
    this.mail.addTo(acknowledged, found);
    for (const [session, entries] of this.#sessions) {
      for (const entry of entries.values()) {
        if (!entry.acknowledged || entry.uncertain) continue;
        acknowledged[entry.category] += 1;
        if (this.#readBack.has(session) && entry.asAcknowledged) found[entry.category] += 1;
      }
    }
    return {
      acknowledged,
      found,
      counts: this.#differences.counts(),
      differences: this.#differences.first(),
      readBackComplete,
    };
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
      entry.earlier.push(stateKey(entry.state));
    }
    entry.category = event.category;
    entry.phase = event.phase;
    entry.life = this.#life;
    entry.at = event.t;
    entry.state = event.state;
    entry.named = event.state ?? entry.named;
    entry.acknowledged = true;
    entry.unsaved = null;
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
    if (entry.state === null || stateKey(event.state) !== stateKey(entry.state)) entry.other ??= event.state;
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
      entry.brokenId ??= event.opens === null ? 'it opens something else' : `it opens "${event.opens}"`;
    }
  }

  #compare(session: number): void {
    this.#readBack.add(session);
    for (const entry of this.#sessions.get(session)?.values() ?? []) {
      this.#refresh(entry);
      if (entry.uncertain) continue;
      if (entry.allowed !== null) settle(entry, entry.allowed);
      const kind = differenceOf(entry);
      entry.asAcknowledged = kind === null;
      if (kind !== null) this.#report(session, entry, kind);
    }
  }

  #report(session: number, entry: Entry, kind: DifferenceKind): void {
    if (entry.counted?.has(kind)) return;
    entry.counted ??= new Set();
    entry.counted.add(kind);
    this.#differences.add(kind, entry.category, () => ({
      kind,
      item: entry.item,
      category: entry.category,
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
    entry.brokenId = null;
    entry.opensAlthoughDeleted = false;
  }
}

function newEntry(item: string, category: ItemCategory): Entry {
  return {
    item,
    category,
    phase: 'before-query',
    life: 0,
    at: 0,
    state: null,
    named: null,
    acknowledged: false,
    earlier: null,
    unsaved: null,
    uncertain: false,
    lifeStates: [],
    allowed: null,
    round: -1,
    found: 0,
    other: null,
    brokenId: null,
    opensAlthoughDeleted: false,
    asAcknowledged: false,
    counted: null,
  };
}

/** What a read-back found of an item that might be in any of several states is what must be there from now on. */
function settle(entry: Entry, allowed: readonly (ItemState | null)[]): void {
  entry.allowed = null;
  entry.lifeStates = [];
  entry.brokenId = null;
  entry.opensAlthoughDeleted = false;
  if (entry.found === 0) {
    if (allowed.includes(null)) entry.state = null;
    return;
  }
  const seen = entry.other ?? entry.state;
  const match = allowed.find((state) => state !== null && seen !== null && stateKey(state) === stateKey(seen));
  if (entry.found > 1 || match === undefined || match === null) return;
  entry.state = match;
  entry.named = match;
  entry.other = null;
}

function differenceOf(entry: Entry): DifferenceKind | null {
  if (entry.state === null) {
    if (entry.found === 0 && !entry.opensAlthoughDeleted) return null;
    return entry.acknowledged ? 'undeleted' : 'unsaved-appeared';
  }
  if (entry.found === 0) return 'lost';
  if (entry.found > 1) return 'duplicated';
  if (entry.other !== null) {
    const stale = entry.earlier?.includes(stateKey(entry.other)) === true;
    return entry.unsaved !== null && !stale ? 'unsaved-appeared' : 'changed';
  }
  return entry.brokenId === null ? null : 'entry-id-broken';
}

function expectedInWords(entry: Entry): string {
  const when = `at ${timeInWords(entry.at)}${entry.life === 0 ? '' : ` of the ${ordinal(entry.life)} life`}`;
  if (!entry.acknowledged)
    return `no ${noun(entry.category, entry.item)} "${entry.item}": it was never saved (${entry.unsaved})`;
  if (entry.state === null) {
    const name =
      entry.named === null
        ? `${noun(entry.category, entry.item)} "${entry.item}"`
        : itemInWords(entry.category, entry.named, entry.item);
    return `no ${name} (deleted ${when}, acknowledged S_OK)`;
  }
  const unsaved = entry.unsaved === null ? '' : ` without the unsaved change (${entry.unsaved})`;
  return `${itemInWords(entry.category, entry.state, entry.item)}${unsaved} (saved ${when}, acknowledged S_OK)`;
}

function seenInWords(entry: Entry, kind: DifferenceKind): string {
  switch (kind) {
    case 'lost':
      return 'nothing';
    case 'duplicated':
      return `${entry.found} of them`;
    case 'entry-id-broken':
      return `the ${noun(entry.category, entry.item)} is there, but its entry id no longer opens it: ${entry.brokenId}`;
    default:
      break;
  }
  if (entry.other === null) return `the entry id of the deleted ${noun(entry.category, entry.item)} still opens it`;
  if (entry.state === null) return itemInWords(entry.category, entry.other, entry.item);
  return differenceInWords(entry.category, entry.state, entry.other, entry.item);
}

function zeroes(): Record<ItemCategory, number> {
  return { created: 0, changed: 0, setting: 0, unsaved: 0, bulk: 0, folder: 0, outbound: 0, inbound: 0 };
}
