import { MAPI_E_NOT_FOUND } from '../../com/hresult-codes.js';
import { PR_ATTACH_DATA_BIN, PR_ATTACH_NUM, PR_INSTANCE_KEY } from '../../contract/property-tags.js';
import { PROP_ID, type SPropValue } from '../../contract/property-types.js';
import { fail } from '../objects/errors.js';
import { keyOfNumber } from './key-of-number.js';
import type { StoredAttachment } from './stored-object.js';

interface Entry {
  readonly stored: StoredAttachment;
  /** Counts the saves, so that an attachment object notices that another one was saved first. */
  readonly revision: number;
}

/** The attachments of an open message: those that have been saved into it. */
export class AttachmentList {
  readonly #entries: Map<number, Entry>;
  #nextNum: number;

  constructor(attachments: readonly StoredAttachment[] = []) {
    this.#entries = new Map(attachments.map((stored) => [stored.num, { stored, revision: 1 }]));
    this.#nextNum = Math.max(-1, ...this.#entries.keys()) + 1;
  }

  get size(): number {
    return this.#entries.size;
  }

  newNum(): number {
    return this.#nextNum++;
  }

  find(num: number): Entry | undefined {
    return this.#entries.get(num);
  }

  put(stored: StoredAttachment): number {
    const revision = (this.#entries.get(stored.num)?.revision ?? 0) + 1;
    this.#entries.set(stored.num, { stored, revision });
    return revision;
  }

  delete(num: number): void {
    if (!this.#entries.delete(num)) fail(MAPI_E_NOT_FOUND, `the message has no attachment ${num}`);
  }

  stored(): StoredAttachment[] {
    return [...this.#entries.values()].map(({ stored }) => stored);
  }

  /** One row an attachment, without its data. */
  rows(): SPropValue[][] {
    return this.stored().map(({ num, properties }) => [
      { tag: PR_ATTACH_NUM, value: num },
      { tag: PR_INSTANCE_KEY, value: keyOfNumber(num) },
      ...properties.filter(({ tag }) => PROP_ID(tag) !== PROP_ID(PR_ATTACH_DATA_BIN) && tag !== PR_ATTACH_NUM),
    ]);
  }
}
