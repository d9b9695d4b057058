/** Of lists that a misbehaving provider could make long, this many entries are kept. */
const LIST_LIMIT = 50;

/** Appends an entry, unless the list is as long as it may be. */
export function keepFirst<T>(list: T[], entry: T): void {
  if (list.length < LIST_LIMIT) list.push(entry);
}
