import { parentPort } from 'node:worker_threads';
import { type FileToParse, parseFile } from './parse-file.js';

// The thread of mail-parser.ts: a file comes, and what came of it goes back.

parentPort?.on('message', (file: FileToParse) => {
  void parseFile(file).then((parsed) => parentPort?.postMessage(parsed));
});
