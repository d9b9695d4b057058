import type { CallFold } from './calls.js';
import type { JournalEvent } from './events.js';
import { keepFirst } from './keep-first.js';
import type { ObservedLife, ObservedSupportReferences } from './observation.js';

type SupportCounts = { -readonly [K in keyof ObservedSupportReferences]: ObservedSupportReferences[K] };
type SupportCall = ObservedLife['supportCalls'][number];

/** Folds what the providers of a life do with their support objects. */
export class SupportFold {
  readonly #calls: CallFold;
  readonly #references = new Map<string, SupportCounts>();
  readonly #outsideShutdown: SupportCall[] = [];
  /** Apart from the others, so that many of those take no room from them. */
  readonly #inShutdown: SupportCall[] = [];

  /** @param calls - the calls of the same life, which know whether a shutdown is under way */
  constructor(calls: CallFold) {
    this.#calls = calls;
  }

  get observed(): Pick<ObservedLife, 'supportReferences' | 'supportCalls'> {
    return {
      supportReferences: [...this.#references.values()],
      supportCalls: [...this.#outsideShutdown, ...this.#inShutdown],
    };
  }

  /** Takes in the next event, if it is about a support object. */
  add(event: JournalEvent): void {
    if (event.e === 'support-reference') this.#reference(event);
    if (event.e !== 'support-call') return;
    const { provider, method, hr, t: at } = event;
    keepFirst(this.#calls.inShutdown ? this.#inShutdown : this.#outsideShutdown, { provider, method, hr, at });
  }

  #reference({ provider, change, count }: Extract<JournalEvent, { e: 'support-reference' }>): void {
    const key = `${provider.name} ${provider.session} ${provider.instance}`;
    let counts = this.#references.get(key);
    if (counts === undefined) {
      counts = { provider, addRefs: 0, releases: 0, lastCount: 0 };
      this.#references.set(key, counts);
    }
    if (change === 'AddRef') counts.addRefs += 1;
    else counts.releases += 1;
    counts.lastCount = count;
  }
}
