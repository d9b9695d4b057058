import {
  FL_IGNORECASE,
  FL_PREFIX,
  FL_SUBSTRING,
  MAPI_AMBIGUOUS,
  MAPI_RESOLVED,
  MAPI_UNRESOLVED,
  RES_AND,
  RES_CONTENT,
  RES_OR,
} from '../../contract/flags.js';
import {
  PR_ACCOUNT_W,
  PR_ADDRTYPE_W,
  PR_ANR_W,
  PR_DISPLAY_NAME_W,
  PR_DISPLAY_TYPE,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PR_GIVEN_NAME_W,
  PR_OBJECT_TYPE,
  PR_RECORD_KEY,
  PR_SEARCH_KEY,
  PR_SEND_RICH_INFO,
  PR_SURNAME_W,
} from '../../contract/property-tags.js';
import { PROP_ID, type PropTag, type SPropValue } from '../../contract/property-types.js';
import type { ADRLIST, SPropTagArray, SRestriction, SRow } from '../../contract/structures.js';
import { typesMatch } from '../../tables/check-restriction.js';
import { satisfies } from '../../tables/restriction.js';
import { arrangeRow, plainValueInRow } from '../../tables/row-values.js';

const resolvedBy: readonly PropTag<string>[] = [
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_ACCOUNT_W,
  PR_GIVEN_NAME_W,
  PR_SURNAME_W,
];

/** What a resolved recipient gets when nobody says which columns. */
const recipientColumns: SPropTagArray = [
  PR_ENTRYID,
  PR_OBJECT_TYPE,
  PR_DISPLAY_TYPE,
  PR_DISPLAY_NAME_W,
  PR_ADDRTYPE_W,
  PR_EMAIL_ADDRESS_W,
  PR_SEARCH_KEY,
  PR_RECORD_KEY,
  PR_SEND_RICH_INFO,
];

/**
 * The restriction that a text to resolve stands for: each of its words begins a word of the name, the address or the
 * account.
 */
function nameRestriction(text: string): SRestriction {
  const words = text
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  return { rt: RES_AND as 0, restrictions: words.map(wordRestriction) };
}

/** Replaces every condition on PR_ANR, which no entry has, by what it stands for. */
export function withNameRestrictions(restriction: SRestriction): SRestriction {
  switch (restriction.rt) {
    case 0:
    case 1:
      return { ...restriction, restrictions: restriction.restrictions.map(withNameRestrictions) };
    case 2:
      return { ...restriction, restriction: withNameRestrictions(restriction.restriction) };
    case 3:
    case 4:
      return isNameCondition(restriction) ? nameRestriction(String(restriction.prop.value)) : restriction;
    case 10:
      return restriction.restriction === null
        ? restriction
        : { ...restriction, restriction: withNameRestrictions(restriction.restriction) };
    default:
      return restriction;
  }
}

/**
 * Resolves those recipients that are not resolved yet.
 *
 * @param candidates - all entries that there are, as rows
 * @param tags - the columns of a resolved recipient; what it had besides comes after them
 */
export function resolveNames(
  candidates: readonly SRow[],
  tags: SPropTagArray | null,
  recipients: ADRLIST,
  resolutions: readonly number[],
): { readonly recipients: ADRLIST; readonly resolutions: readonly number[] } {
  const result = recipients.map((recipient, index) => {
    const before = resolutions[index] ?? MAPI_UNRESOLVED;
    const text = plainValueInRow(recipient, PR_DISPLAY_NAME_W);
    if (before !== MAPI_UNRESOLVED || typeof text !== 'string' || text.trim() === '') {
      return { recipient, resolution: before };
    }
    const found = matches(candidates, text.trim());
    const [only] = found;
    if (only === undefined) return { recipient, resolution: MAPI_UNRESOLVED };
    if (found.length > 1) return { recipient, resolution: MAPI_AMBIGUOUS };
    return { recipient: completed(recipient, tags ?? recipientColumns, only), resolution: MAPI_RESOLVED };
  });
  return {
    recipients: result.map(({ recipient }) => recipient),
    resolutions: result.map(({ resolution }) => resolution),
  };
}

/** A recipient with the columns of an entry first, in their order, and what it had besides after them. */
export function completed(recipient: SRow, tags: SPropTagArray, entry: SRow): SRow {
  const known = new Set(entry.map(({ tag }) => PROP_ID(tag)));
  const source: SPropValue[] = [...entry, ...recipient.filter(({ tag }) => !known.has(PROP_ID(tag)))];
  const columns = new Set(tags.map(PROP_ID));
  const rest = recipient.filter(({ tag }) => !columns.has(PROP_ID(tag)));
  return [...arrangeRow(source, tags), ...rest];
}

/** Who fits a text: whoever it names in full, else whoever it is the beginning of. */
function matches(candidates: readonly SRow[], text: string): SRow[] {
  const restriction = nameRestriction(text);
  const found = candidates.filter((row) => satisfies(row, restriction));
  if (found.length <= 1) return found;
  const wanted = text.toLowerCase();
  const exact = found.filter((row) =>
    [PR_DISPLAY_NAME_W, PR_EMAIL_ADDRESS_W, PR_ACCOUNT_W].some(
      (tag) => String(plainValueInRow(row, tag) ?? '').toLowerCase() === wanted,
    ),
  );
  return exact.length > 0 ? exact : found;
}

function wordRestriction(word: string): SRestriction {
  return {
    rt: RES_OR as 1,
    restrictions: resolvedBy.flatMap((tag) => [
      { rt: RES_CONTENT as 3, fuzzyLevel: FL_PREFIX | FL_IGNORECASE, tag, prop: { tag, value: word } },
      { rt: RES_CONTENT as 3, fuzzyLevel: FL_SUBSTRING | FL_IGNORECASE, tag, prop: { tag, value: ` ${word}` } },
    ]),
  };
}

function isNameCondition({ tag, prop }: { readonly tag: PropTag; readonly prop: SPropValue }): boolean {
  return PROP_ID(tag) === PROP_ID(PR_ANR_W) && typesMatch(tag, prop.tag) && typeof prop.value === 'string';
}
