import test from 'ava';
import { comesTo } from './support/certifies.js';
import { SHUTDOWN_METHODS } from './tables/shutdown-methods.js';

for (const expectation of SHUTDOWN_METHODS) test.serial(comesTo, expectation);
