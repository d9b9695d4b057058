export { CORRECT_PROVIDERS } from './correct.js';

import type { Expectation } from '../support/expectation.js';
import { ADDRESS_BOOKS } from './address-books.js';
import { ANSWERS } from './answers.js';
import { DURABILITY, MORE_DURABILITY } from './durability.js';
import { FAULTS } from './faults.js';
import { HOSTILE } from './hostile.js';
import { MAIL_CONTENT } from './mail-content.js';
import { OBJECT_CONTRACT } from './object-contract.js';
import { QUIETNESS } from './quietness.js';
import { MORE_SEQUENCES, RANDOM_WALKS, SEQUENCES } from './sequences.js';
import { SHUTDOWN_METHODS } from './shutdown-methods.js';
import { TIME } from './time.js';
import { TRANSPORTS } from './transports.js';

/** What each provider that is broken on purpose must come to. */
export const BROKEN_PROVIDERS: readonly Expectation[] = [
  ...OBJECT_CONTRACT,
  ...SHUTDOWN_METHODS,
  ...ANSWERS,
  ...SEQUENCES,
  ...MORE_SEQUENCES,
  ...RANDOM_WALKS,
  ...DURABILITY,
  ...MORE_DURABILITY,
  ...TIME,
  ...TRANSPORTS,
  ...MAIL_CONTENT,
  ...ADDRESS_BOOKS,
  ...FAULTS,
  ...QUIETNESS,
  ...HOSTILE,
];
