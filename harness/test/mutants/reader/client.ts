import type { Dump } from './dump-object.js';

/** What a client does with the provider of one session. */
export interface Client {
  work(): void | Promise<void>;
  /** A few more saves. */
  more(): void;
  /** Everything that the provider holds. */
  dump(): Dump;
  /** Gives back what it has open, before a classic logoff. */
  release(): void;
}
