import test from 'ava';
import { comesTo } from './support/certifies.js';
import { ANSWERS } from './tables/answers.js';

for (const expectation of ANSWERS) test.serial(comesTo, expectation);
