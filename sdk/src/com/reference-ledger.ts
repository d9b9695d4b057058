/** A reference-count violation that a {@link ReferenceLedger} saw. */
export interface ReferenceViolation {
  readonly kind: 'leak' | 'over-release' | 'use-after-release';
  /** The name of the object, for example `support object of box-store #2`. */
  readonly object: string;
  /** What happened, in a sentence. */
  readonly message: string;
}

interface LedgerEntry {
  name: string;
  count: number;
}

/**
 * Counts references of named objects, and names what does not balance.
 *
 * Objects report to it; it never touches them, so it keeps nothing alive but their names.
 */
export class ReferenceLedger {
  readonly #objects = new Map<number, LedgerEntry>();
  readonly #violations: ReferenceViolation[] = [];
  #next = 1;

  /**
   * Enters an object with its first reference.
   *
   * @param name - how reports call the object
   * @returns the number under which the object reports from now on
   */
  enter(name: string): number {
    const id = this.#next++;
    this.#objects.set(id, { name, count: 1 });
    return id;
  }

  /** Notes one more reference of object `id`. */
  addRef(id: number): void {
    const entry = this.#objects.get(id);
    if (entry === undefined) return;
    if (entry.count === 0) {
      this.#report('use-after-release', entry, `AddRef was called on ${entry.name} after its last Release`);
      return;
    }
    entry.count += 1;
  }

  /** Notes one reference less of object `id`. */
  release(id: number): void {
    const entry = this.#objects.get(id);
    if (entry === undefined) return;
    if (entry.count === 0) {
      this.#report('over-release', entry, `Release was called on ${entry.name} more often than references were taken`);
      return;
    }
    entry.count -= 1;
  }

  /**
   * Notes a call of any other method on object `id`.
   *
   * @param method - the name of the method
   */
  use(id: number, method: string): void {
    const entry = this.#objects.get(id);
    if (entry?.count === 0) {
      this.#report('use-after-release', entry, `${method} was called on ${entry.name} after its last Release`);
    }
  }

  /** The references that object `id` has now. */
  countOf(id: number): number {
    return this.#objects.get(id)?.count ?? 0;
  }

  /** Over-releases and uses after release, in the order in which they happened. */
  get violations(): readonly ReferenceViolation[] {
    return this.#violations;
  }

  /** The objects that still have references, each as a leak. Ask when everything ought to be released. */
  leaks(): readonly ReferenceViolation[] {
    return [...this.#objects.values()]
      .filter((entry) => entry.count > 0)
      .map((entry) => ({
        kind: 'leak',
        object: entry.name,
        message: `${entry.name} still has ${entry.count} ${entry.count === 1 ? 'reference' : 'references'}`,
      }));
  }

  #report(kind: ReferenceViolation['kind'], entry: LedgerEntry, message: string): void {
    this.#violations.push({ kind, object: entry.name, message });
  }
}
