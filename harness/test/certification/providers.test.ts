import test from 'ava';
import { isCaught, isPassed } from './support/certifies.js';
import { BROKEN_PROVIDERS, CORRECT_PROVIDERS } from './tables/all.js';

// With real kills, and no more lives than it takes. That nobody is accused of anything else, and what a whole certification
// says, is shown by `npm run detection` and by the tests in `whole`.

for (const correct of CORRECT_PROVIDERS) test(isPassed, correct);

for (const expectation of BROKEN_PROVIDERS) test(isCaught, expectation);
