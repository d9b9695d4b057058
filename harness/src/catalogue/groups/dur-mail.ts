import type { Requirement } from '../requirement.js';
import { BOTH_EXITS } from '../rules/durability.js';
import { DELIVERIES, FETCHES, judgeInbound, judgeOutbound } from '../rules/mail.js';
import { sources } from '../sources.js';

const TRANSPORTS = ['transport'] as const;
const IN = ['in'] as const;

/** Of DUR, what only transports have to keep: messages on their way out and in. */
export const MAIL_DURABILITY: readonly Requirement[] = [
  {
    id: 'DUR-6',
    group: 'DUR',
    title: 'Messages that were taken over are sent, or still queued',
    strength: 'MUST',
    kinds: TRANSPORTS,
    stances: IN,
    what: 'A message that the transport has taken over reaches the server, in this life or in the next; one that it has not is still the spooler’s. What is delivered again has the same Message-ID, and what was never submitted is never sent.',
    why: 'When EndMessage has said sent or deferred, nobody but the transport has the message.',
    how: 'Scenarios outlook-exit and immediate-exit, three trials each, and slow-server and cutting-server, in which a delivery is under way when the shutdown comes; killed-in-start-message ends without a word. In the next life the server answers as it should; in the end it is compared what has arrived there with what was submitted.',
    sources: sources('DOC-255', 'DOC-050', 'GAP-21'),
    lookAt:
      'storeOutbound(): the record must be durable when it returns; removeOutbound() comes when the server has answered, never before; every attempt uses OutboundContent.messageId',
    scenarios: [...BOTH_EXITS, ...DELIVERIES, ...FETCHES],
    explainedBy: ['COM-5'],
    brokenBy: 'outbox-in-memory.ts',
    judge: judgeOutbound,
  },
  {
    id: 'DUR-7',
    group: 'DUR',
    title: 'Inbound messages reach the store, or can be fetched again',
    strength: 'MUST',
    kinds: TRANSPORTS,
    stances: IN,
    what: 'A message is either in the store or still at its source. One that was interrupted in StartMessage is not marked as taken.',
    why: 'What is removed from the server before the store has it is lost when the process ends in between.',
    how: 'Mail waits in outlook-exit and immediate-exit. In killed-in-start-message the spooler asks for it, and the process is killed when the store is about to keep the first message; the next life fetches.',
    sources: sources('DOC-257', 'GAP-21'),
    lookAt: 'receive(): it only reads; received() marks the message as taken, since it comes when the store has it',
    scenarios: [...BOTH_EXITS, ...FETCHES],
    explainedBy: ['COM-5'],
    brokenBy: 'takes-inbound-before-the-store-has-it.ts',
    judge: judgeInbound,
  },
];
