import type { ComObjectOptions } from '../com/com-object.js';
import type { Subobjects } from './subobjects.js';

/** What a MemoryTable is made with besides its rows. */
export interface MemoryTableOptions extends ComObjectOptions {
  /** The tables inside its rows; none unless given. */
  readonly subobjects?: Subobjects | undefined;
}
