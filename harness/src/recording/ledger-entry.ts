import { formatHresult, hresult } from '@mapi-kit/sdk';
import { betweenStates } from './between-states.js';
import { type ItemCategory, type ItemState, type JournalEvent, type Phase, WHOLE } from './events.js';
import { HIDDEN, LISTED_ONLY } from './item-names.js';
import { differenceInWords, itemInWords, noun, ordinal, sameState, timeInWords } from './item-words.js';
import type { DifferenceKind } from './observation.js';
import { aspectOfDifferences, differingParts, hasOnlyLost } from './parts.js';

/** What is acknowledged of one item, and what the read-back under way shows of it. */
export interface Entry {
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
  /** Earlier acknowledged states. */
  earlier: ItemState[] | null;
  /** The change that was not saved, in words. */
  unsaved: string | null;
  /** Saved after DoFastShutdown: nothing can be expected. */
  uncertain: boolean;
  /** What it was before its life, and each state acknowledged in that life: one of them is there after any kill. */
  lifeStates: (ItemState | null)[];
  /** Its life was killed without a word, so that any of these states will do; null: the last one must be there. */
  allowed: readonly (ItemState | null)[] | null;
  /** The kill came while the client did something with it: any state will do, once. */
  inFlight: boolean;
  /**
   * Another item of its name, the copy that was just being made of it when a kill came: there is none, the next read-back
   * shows whether there is one, or there is one from now on.
   */
  copy: 'none' | 'possible' | 'there';
  /** The call that refused the last attempt to change it, since it was acknowledged last; null: none did. */
  refused: string | null;
  /** The read-back to which the rest belongs. */
  round: number;
  found: number;
  /** The first state found that is not the acknowledged one. */
  other: ItemState | null;
  /** How many were found that are not the acknowledged one. */
  others: number;
  /** What is wrong with its entry id. */
  brokenId: string | null;
  opensAlthoughDeleted: boolean;
  /** The last complete read-back found it as acknowledged. */
  asAcknowledged: boolean;
  /** The kinds of differences already counted for it. */
  counted: Set<DifferenceKind> | null;
}

/** An item of which nothing is known yet. */
export function newEntry(item: string, category: ItemCategory): Entry {
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
    inFlight: false,
    copy: 'none',
    refused: null,
    round: -1,
    found: 0,
    other: null,
    others: 0,
    brokenId: null,
    opensAlthoughDeleted: false,
    asAcknowledged: false,
    counted: null,
  };
}

/** An item of its name was found, which is not as acknowledged. */
export function noteOther(entry: Entry, state: ItemState): void {
  entry.other ??= state;
  entry.others += 1;
}

/** Leaves out of what a read-back found the copy that a kill has left without a name of its own. */
export function leaveOutCopy(entry: Entry): void {
  const withCopy = entry.state === null ? 1 : 2;
  if (entry.copy === 'possible') entry.copy = entry.found >= withCopy ? 'there' : 'none';
  if (entry.copy === 'none' || entry.found < withCopy) return;
  entry.found -= 1;
  if (entry.others <= 1) entry.other = null;
}

/** What a client changes without SaveChanges. */
function isPermanentAtOnce({ category }: Entry): boolean {
  return category === 'folder' || category === 'setting';
}

/** What a read-back found of an item that might be in any of several states is what must be there from now on. */
export function adoptAllowed(entry: Entry, allowed: readonly (ItemState | null)[]): void {
  entry.allowed = null;
  entry.lifeStates = [];
  entry.brokenId = null;
  entry.opensAlthoughDeleted = false;
  if (entry.found === 0) {
    if (allowed.includes(null)) entry.state = null;
    return;
  }
  const seen = entry.other ?? entry.state;
  const match =
    allowed.find((state) => state !== null && seen !== null && sameState(seen, state)) ??
    (seen !== null && isPermanentAtOnce(entry) ? betweenStates(seen, allowed) : undefined);
  if (entry.found > 1 || match === undefined || match === null) return;
  entry.state = match;
  entry.named = match;
  entry.other = null;
}

/**
 * Whether a read-back shows a change that was refused, or something instead of it. A refusal promises neither the change
 * nor its absence: what the client has saved before must not be lost by it, and nothing else is said.
 */
export function showsRefusedChange({ refused, state, found, other }: Entry): boolean {
  if (refused === null || found > 1) return false;
  return found === 0 ? state !== null && /Delete/.test(refused) : state === null || other !== null;
}

/** Whatever a read-back found of an item that was on its way is what must be there from now on. */
export function adoptObserved(entry: Entry): void {
  entry.inFlight = false;
  entry.refused = null;
  entry.allowed = null;
  entry.lifeStates = [];
  entry.uncertain = false;
  entry.brokenId = null;
  entry.opensAlthoughDeleted = false;
  entry.unsaved = null;
  entry.state = entry.found === 0 ? null : (entry.other ?? entry.state);
  entry.named = entry.state ?? entry.named;
  entry.other = null;
}

/** A table lists it, and it is not there. */
export function isListedOnly({ other }: Entry): boolean {
  return other?.properties === LISTED_ONLY;
}

/** The table that lists an item. */
function tableInWords({ category, item, other }: Entry): string {
  return `the ${noun(category, item) === 'folder' ? 'hierarchy' : 'contents'} table${other?.folder ? ` of ${other.folder}` : ''}`;
}

/** Whether a state is another one that has lost parts of it: no change of it shows so. */
function isPartOf(state: ItemState, whole: ItemState): boolean {
  if (state.properties !== WHOLE || whole.properties !== WHOLE) return false;
  if (state.label !== whole.label || state.folder !== whole.folder) return false;
  return hasOnlyLost(whole.parts ?? {}, state.parts ?? {});
}

/** How the read-back under way shows another item than was acknowledged; null when it does not. */
export function differenceOf(entry: Entry): DifferenceKind | null {
  if (entry.state === null) {
    if (entry.found === 0 && !entry.opensAlthoughDeleted) return null;
    return entry.acknowledged ? 'undeleted' : 'unsaved-appeared';
  }
  if (entry.found === 0) return 'lost';
  if (entry.found > 1) return 'duplicated';
  if (isListedOnly(entry)) return 'lost';
  if (entry.other !== null) {
    const { other } = entry;
    // It says what is there besides.
    if (entry.item === HIDDEN) return 'unknown';
    const stale = entry.earlier?.some((state) => sameState(other, state)) === true;
    return entry.unsaved !== null && !stale && !isPartOf(other, entry.state) ? 'unsaved-appeared' : 'changed';
  }
  return entry.brokenId === null ? null : 'entry-id-broken';
}

/** The question that a difference answers: of an item of which everything is compared, it may be one of a part of it. */
export function categoryOf(entry: Entry, kind: DifferenceKind): ItemCategory {
  const { state, other } = entry;
  if (kind === 'changed' && entry.category !== 'setting' && state?.properties === WHOLE && other !== null) {
    if (other.label === state.label && other.folder === state.folder) {
      const aspect = aspectOfDifferences(differingParts(state.parts ?? {}, other.parts ?? {}));
      if (aspect !== undefined) return aspect;
    }
  }
  // A folder that has been changed since it was made is changed as a message is; it is lost by that in a later life alone.
  const isChanged = kind === 'lost' ? wasThereBefore(entry) : entry.earlier !== null;
  return entry.category === 'folder' && isChanged ? 'changed' : entry.category;
}

/** An earlier life than the one that saved it last had saved it, too. */
function wasThereBefore({ lifeStates: [before = null] }: Entry): boolean {
  return before !== null;
}

/** What had to be found, in words. */
export function expectedInWords(entry: Entry): string {
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

/** What was found, in words. */
export function seenInWords(entry: Entry, kind: DifferenceKind): string {
  switch (kind) {
    case 'lost':
      return entry.other === null ? 'nothing' : `nothing but a row of ${tableInWords(entry)}`;
    case 'duplicated':
      return `${entry.found} of them`;
    case 'entry-id-broken':
      return `the ${noun(entry.category, entry.item)} is there, but its entry id no longer opens it: ${entry.brokenId}`;
    default:
      break;
  }
  if (entry.other === null) return `the entry id of the deleted ${noun(entry.category, entry.item)} still opens it`;
  if (isListedOnly(entry)) return `a row of ${tableInWords(entry)}, whose entry id opens nothing`;
  if (entry.state === null) return itemInWords(entry.category, entry.other, entry.item);
  return differenceInWords(entry.category, entry.state, entry.other, entry.item);
}

/** What an entry id opened that did not open its item. */
export function openedInWords({ opens, refused }: Extract<JournalEvent, { e: 'opened' }>): string {
  if (refused !== undefined) {
    return `${refused.method} of the object that it opens answers ${formatHresult(hresult(refused.hr))}`;
  }
  return opens === null ? 'it opens something else' : `it opens "${opens}"`;
}
