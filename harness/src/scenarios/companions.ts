/** What shares the profile with the provider under test: a provider of the harness's own, but for `second-store`. */
export type Companion =
  /** A correct store whose writes are durable at once: transports send from it and deliver into it. */
  | 'mail-store'
  /**
   * Another store of the provider under test, with data of its own: who has two data files has two of them in one profile. A
   * few messages are saved in it.
   */
  | 'second-store'
  /** Refuses fast shutdown. */
  | 'refusing-store'
  /** Agree, and count on nobody: their objects refuse everything after their own DoFastShutdown. */
  | 'agreeing-store'
  | 'agreeing-transport'
  | 'agreeing-address-book'
  /** Misbehave in each of their three turns. They come before or after the provider under test, by their kind and place. */
  | 'throwing-transport'
  | 'slow-transport'
  | 'hanging-store'
  | 'crashing-store';

const MARK = 'mapi-certify ';

/**
 * The name under which profiles and journals know a companion. No provider under test has a name with a blank.
 *
 * @param companion - which one
 * @returns for example `mapi-certify refusing-store`
 */
export function companionName(companion: Companion): string {
  return `${MARK}${companion}`;
}

/**
 * Tells whether a name in a profile or journal is that of a companion.
 *
 * @param name - any name
 */
export function isCompanionName(name: string): boolean {
  return name.startsWith(MARK);
}
