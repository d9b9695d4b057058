import type { Parts } from './parts.js';

/** Sizes that differ by less are the same: mail systems count headers and line ends, too. */
const TOLERANCE = 0.9;

/**
 * Keeps how large messages are, and tells which a mail system may call too large: it has a limit, and nothing beyond it ever
 * arrives.
 */
export class MailSizes {
  readonly #bytes = new Map<string, number>();
  /** Those of whose text alone somebody may say so. */
  readonly #large = new Set<string>();

  /**
   * A message was submitted.
   *
   * @param bytes - of its text, where that is large
   */
  submitted(item: string, bytes: number | undefined, parts: Parts = {}): void {
    if (bytes !== undefined) this.#large.add(item);
    this.#bytes.set(item, bytes ?? sizeOf(parts));
  }

  /**
   * Whether a message whose text is large may be refused for that: none as large has arrived.
   *
   * @param hasArrived - of each message
   */
  mayBeTooLarge(item: string, hasArrived: (item: string) => boolean): boolean {
    if (!this.#large.has(item)) return false;
    const limit = TOLERANCE * (this.#bytes.get(item) ?? 0);
    return ![...this.#bytes].some(([other, bytes]) => bytes >= limit && hasArrived(other));
  }
}

/** What the attachments and bodies of a message come to, at least. */
function sizeOf(parts: Parts): number {
  return Object.values(parts).reduce((sum, part) => sum + Number(/^[bs](\d+):/.exec(part)?.[1] ?? 0), 0);
}
