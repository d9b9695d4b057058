import type { Requirement } from '../requirement.js';
import { DURABILITY } from '../rules/losses.js';
import { judgeServers, serverScenarios } from '../rules/servers.js';
import { sources } from '../sources.js';

/** TIME-2: nobody waits for a server. */
export const SERVER_TIME: Requirement = {
  id: 'TIME-2',
  group: 'TIME',
  title: 'Do waits for no server',
  strength: 'MUST',
  kinds: ['transport', 'address-book'],
  stances: ['in'],
  apart: true,
  what: 'With a server that cannot be reached, one that accepts connections and never says a word, and one that refuses everything, NotifyProcessShutdown and DoFastShutdown together still return within the budget, and nothing that was acknowledged is lost.',
  why: 'The network is gone more often than the computer, and each user who closes the client then would have to wait for a timeout.',
  how: 'Scenarios silent-server, refusing-server and unreachable-server: messages are submitted, and the shutdown comes while they are being tried. In the next life the server works, and everything must arrive. Address books are judged with a far side that has setMode.',
  sources: sources('GAP-23', 'DOC-038', 'GAP-21'),
  lookAt:
    'prepareForExit() and persistForExit(): what was taken over is on disk already; end connections and do not wait for an answer',
  scenarios: serverScenarios,
  explainedBy: ['COM-5', 'COM-6', 'TIME-1', 'TIME-4', ...DURABILITY, 'SEQ-1', 'SEQ-2'],
  brokenBy: 'waits-for-the-silent-server.ts',
  judge: judgeServers,
};
