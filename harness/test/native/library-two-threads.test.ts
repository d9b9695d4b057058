import { testLibraries } from './library-tests.js';

testLibraries(true);
