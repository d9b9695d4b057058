import { MAPI_E_INVALID_PARAMETER, MAPI_E_NOT_FOUND, MAPI_E_UNKNOWN_FLAGS } from '../../com/hresult-codes.js';
import {
  MAPI_BCC,
  MAPI_CC,
  MAPI_P1,
  MAPI_TO,
  MODRECIP_ADD,
  MODRECIP_MODIFY,
  MODRECIP_REMOVE,
} from '../../contract/flags.js';
import { PR_DISPLAY_NAME_W, PR_RECIPIENT_TYPE, PR_RESPONSIBILITY, PR_ROWID } from '../../contract/property-tags.js';
import { isPropertyValue, PROP_TYPE, PT_ERROR, propTagName, type SPropValue } from '../../contract/property-types.js';
import type { ADRLIST, SPropValueArray } from '../../contract/structures.js';
import { fail } from '../objects/errors.js';
import { ownProperty, PropertyBag } from '../objects/property-bag.js';

/** The recipients of an open message, by PR_ROWID. */
export class RecipientList {
  readonly #rows: Map<number, PropertyBag>;
  #nextRow: number;

  constructor(rows: readonly SPropValueArray[] = []) {
    this.#rows = new Map(rows.map((row, index) => [index, new PropertyBag(row)]));
    this.#nextRow = rows.length;
  }

  get size(): number {
    return this.#rows.size;
  }

  /** One row a recipient, with PR_ROWID. */
  rows(): SPropValue[][] {
    return [...this.#rows].map(([row, bag]) => [{ tag: PR_ROWID, value: row }, ...bag.list()]);
  }

  /** The recipients as they are stored. */
  stored(): SPropValue[][] {
    return [...this.#rows.values()].map((bag) => bag.list());
  }

  /** ModifyRecipients: all of the changes are made, or none. */
  modify(flags: number, mods: ADRLIST): void {
    const bags = mods.map(readRecipient);
    if (flags === MODRECIP_MODIFY || flags === MODRECIP_REMOVE) {
      const rows = bags.map((bag) => this.#existingRow(bag));
      for (const [index, row] of rows.entries()) {
        if (flags === MODRECIP_REMOVE) this.#rows.delete(row);
        else this.#rows.set(row, complete(bags[index]));
      }
      return;
    }
    if (flags !== 0 && flags !== MODRECIP_ADD)
      fail(MAPI_E_UNKNOWN_FLAGS, 'ModifyRecipients takes one MODRECIP_ flag or 0');
    if (flags === 0) {
      this.#rows.clear();
      this.#nextRow = 0;
    }
    for (const bag of bags) this.#rows.set(this.#nextRow++, complete(bag));
  }

  /**
   * Marks every recipient as one that no transport has taken yet, but those whom PrepareSubmit has found to have the
   * message already (MAPI_P1 with PR_RESPONSIBILITY).
   */
  unsent(): SPropValue[][] {
    return this.stored().map((row) => {
      const bag = new PropertyBag(row);
      const isP1 = ((bag.value(PR_RECIPIENT_TYPE) ?? MAPI_TO) & MAPI_P1) !== 0;
      bag.put(PR_RESPONSIBILITY, isP1 && bag.value(PR_RESPONSIBILITY) === true);
      return bag.list();
    });
  }

  #existingRow(bag: PropertyBag): number {
    const row = bag.value(PR_ROWID) ?? fail(MAPI_E_INVALID_PARAMETER, 'a recipient to change is named by its PR_ROWID');
    return this.#rows.has(row) ? row : fail(MAPI_E_NOT_FOUND, `the message has no recipient with PR_ROWID ${row}`);
  }
}

/** The names of the recipients of one type, as PR_DISPLAY_TO, PR_DISPLAY_CC and PR_DISPLAY_BCC show them. */
export function displayNames(rows: readonly SPropValueArray[], recipientType: number): string {
  const names: string[] = [];
  for (const row of rows) {
    const bag = new PropertyBag(row);
    // The high bits say what has become of the recipient, not of what type it is.
    if (((bag.value(PR_RECIPIENT_TYPE) ?? MAPI_TO) & 0xf) === recipientType)
      names.push(bag.value(PR_DISPLAY_NAME_W) ?? '');
  }
  return names.join('; ');
}

/** The recipient types that have a list of names on the message. */
export const displayedTypes: { readonly to: number; readonly cc: number; readonly bcc: number } = {
  to: MAPI_TO,
  cc: MAPI_CC,
  bcc: MAPI_BCC,
};

function readRecipient(properties: SPropValueArray): PropertyBag {
  const bag = new PropertyBag();
  for (const property of properties) {
    const type = PROP_TYPE(property.tag);
    if (type === PT_ERROR) continue;
    if (!isPropertyValue(type, property.value)) {
      fail(MAPI_E_INVALID_PARAMETER, `a recipient's ${propTagName(property.tag)} is not well formed`);
    }
    bag.set(ownProperty(property));
  }
  return bag;
}

function complete(bag: PropertyBag | undefined): PropertyBag {
  const recipient = bag ?? new PropertyBag();
  recipient.delete(PR_ROWID);
  if (!recipient.has(PR_RECIPIENT_TYPE)) recipient.put(PR_RECIPIENT_TYPE, MAPI_TO);
  return recipient;
}
