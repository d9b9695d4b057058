/** The first id that a name gets. */
const FIRST_NAMED_ID = 0x8000;
const GUID_LENGTH = 38;

/** Sorts of names, in the words of targets. */
export const NAME_SORTS = ['a number', 'a text', 'beyond ASCII'] as const;

/** Tells whether a text has characters that a single-byte column loses. */
export function isBeyondAscii(text: string): boolean {
  return /[^ -~]/.test(text);
}

/**
 * Tells of names and ids whether they belong together.
 *
 * @param names - the names of named properties, in the order of their ids: a set, then 0 and a number, or 1 and a text
 */
export function namedBy(names: readonly string[]): (name: string, id: number) => boolean {
  return (name, id) => {
    const own = names[id - FIRST_NAMED_ID];
    if (own === undefined) return false;
    if (name === 'a number') return own[GUID_LENGTH] === '0';
    if (name === 'a text') return own[GUID_LENGTH] === '1';
    return name === 'beyond ASCII' ? isBeyondAscii(own) : own === name;
  };
}
