import type { Guid } from './guid.js';
import { E_NOINTERFACE, S_OK } from './hresult-codes.js';
import type { InterfaceId } from './interface-id.js';
import { IID_IUnknown, type IUnknown } from './iunknown.js';
import type { ReferenceLedger } from './reference-ledger.js';
import { failed, type Result } from './result.js';

/** Where a {@link ComObject} reports its references, and under which name. */
export interface ComObjectOptions {
  /** Where wrong counts are reported. */
  readonly ledger?: ReferenceLedger | undefined;
  /** How the object is called in such a report. */
  readonly name?: string | undefined;
}

/**
 * A COM object: one identity, a fixed set of interfaces, a reference count.
 *
 * A subclass names the interfaces it has by overriding {@link ComObject.interfaces}; all of them are the object itself,
 * so identity holds by construction. The object starts with one reference, which belongs to whoever made it.
 */
export abstract class ComObject implements IUnknown {
  #references = 1;
  readonly #ledger: ReferenceLedger | undefined;
  readonly #ledgerId: number;

  constructor(options: ComObjectOptions = {}) {
    this.#ledger = options.ledger;
    this.#ledgerId = options.ledger?.enter(options.name ?? new.target.name) ?? 0;
  }

  /** The ids that QueryInterface answers with S_OK, IID_IUnknown aside. Must stay the same for the object's life. */
  protected abstract interfaces(): readonly Guid[];

  QueryInterface<T extends IUnknown>(iid: InterfaceId<T>): Result<T> {
    if (iid !== IID_IUnknown && !this.interfaces().includes(iid)) {
      return failed(E_NOINTERFACE);
    }
    this.AddRef();
    // The interfaces are the object itself: `interfaces()` promises that it has the methods of `iid`.
    return { hr: S_OK, value: this as unknown as T };
  }

  AddRef(): number {
    this.#ledger?.addRef(this.#ledgerId);
    if (this.#references > 0) this.#references += 1;
    return this.#references;
  }

  Release(): number {
    this.#ledger?.release(this.#ledgerId);
    if (this.#references === 0) return 0;
    this.#references -= 1;
    if (this.#references === 0) this.finalRelease();
    return this.#references;
  }

  /** The references that the object has now; zero once it has ended. */
  protected get references(): number {
    return this.#references;
  }

  /** Called once, when the last reference is gone: release what the object holds. */
  protected finalRelease(): void {}

  /** Reports a call of `method` to the ledger, which knows whether the object is still alive. */
  protected used(method: string): void {
    this.#ledger?.use(this.#ledgerId, method);
  }
}
