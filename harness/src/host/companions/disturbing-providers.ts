import type { ProviderModule } from '@mapi-kit/sdk';
import { AbstractMessageStore, messageStoreProvider, type StoredObject } from '@mapi-kit/sdk/store';
import { AbstractTransport, type SubmitAnswer, transportProvider } from '@mapi-kit/sdk/transport';
import { exit, standStill } from '../primordials.js';

// Companions that misbehave in their own turn. Nothing of that may cost the provider under test anything.

/** How long the slow one takes, in milliseconds: it is a nuisance, and not hanging. */
const SLOW_MS = 250;
/** What a crash looks like to the parent: an exit code that is nobody's. */
const CRASH_CODE = 134;

abstract class DisturbingTransport extends AbstractTransport {
  protected abstract disturb(): void;

  protected override addressTypes(): readonly string[] {
    return ['MAPI-CERTIFY'];
  }

  protected override submit(): SubmitAnswer {
    return 'not-mine';
  }

  protected override supportsFastShutdown(): boolean {
    return true;
  }

  protected override prepareForExit(): void {
    this.disturb();
  }

  protected override persistForExit(): void {
    this.disturb();
  }

  protected override close(): void {}
}

class ThrowingTransport extends DisturbingTransport {
  protected override disturb(): void {
    throw new Error('the neighbour fails on purpose');
  }
}

class SlowTransport extends DisturbingTransport {
  protected override disturb(): void {
    standStill(SLOW_MS);
  }
}

abstract class DisturbingStore extends AbstractMessageStore {
  readonly #objects = new Map<string, StoredObject>();

  protected override read(id: string): StoredObject | undefined {
    return this.#objects.get(id);
  }

  protected override list(parent: string): Iterable<StoredObject> {
    return [...this.#objects.values()].filter((object) => object.parent === parent);
  }

  protected override write(object: StoredObject): void {
    this.#objects.set(object.id, object);
  }

  protected override remove(id: string): void {
    this.#objects.delete(id);
  }

  protected override supportsFastShutdown(): boolean {
    return true;
  }

  /** The classic way out is not its turn: by itself it would do as persistForExit does. */
  protected override close(): void {}
}

/** Hangs until somebody loses patience and ends the process. */
export function hangingStore(endProcess: () => never): ProviderModule {
  class HangingStore extends DisturbingStore {
    protected override persistForExit(): void {
      standStill(SLOW_MS);
      endProcess();
    }
  }
  return { MSProviderInit: messageStoreProvider(HangingStore) };
}

class CrashingStore extends DisturbingStore {
  protected override persistForExit(): void {
    exit(CRASH_CODE);
  }
}

/** The companion `throwing-transport`. */
export const throwingTransport: ProviderModule = { XPProviderInit: transportProvider(ThrowingTransport) };
/** The companion `slow-transport`. */
export const slowTransport: ProviderModule = { XPProviderInit: transportProvider(SlowTransport) };
/** The companion `crashing-store`. */
export const crashingStore: ProviderModule = { MSProviderInit: messageStoreProvider(CrashingStore) };
