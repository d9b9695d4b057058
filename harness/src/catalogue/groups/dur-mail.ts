import type { Requirement } from '../requirement.js';
import { BOTH_EXITS } from '../rules/durability.js';
import { DELIVERIES, FETCHES, judgeInbound, judgeOutbound, judgeRepetitions, SENT_MAIL } from '../rules/mail.js';
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
    what: 'A message that the transport has taken over reaches the server, in this life or in the next; one that it has not is still the spooler’s. What is delivered again has the same Message-ID, and what was never submitted is never sent; neither is what was taken back while the transport had it deferred, in that life or a later one, also where an earlier life has handed it over, unless the transport sends what was taken back in the life in which it was submitted, too. It may go to its recipients in several deliveries. It has its recipients, its attachments byte for byte with their names, the messages within it, To, Cc and nobody of Bcc, the names of recipients, its author and whoever sends it on his behalf, everybody who is to get answers, importance, sensitivity, request for a receipt, the time at which it expires and HTML, its place in its conversation, and the headers that answer to another message: names and headers as far as the transport carries them at all; but nobody of Bcc is ever named, and where Reply-To arrives, To and Cc have their names, too, and where To names those alone whom it is to name, Cc names the others. Whatever it adds to each of its messages alike, a footer behind the text or a word in brackets before the subject, is no loss; what it adds to some of them is. A message with attachments that it does not carry it refuses with a report, and so it may a long text, of tens of thousands of bytes, where nothing as large arrives in the run. Of a recipient whom the server refuses for good, while it takes the message for the others, a report tells, or the transport keeps trying; the others get the message, unless the report is about them, too. Whom the server does not take for now, while it takes the message for the others, gets it in a later life, or a report tells, and nobody else gets it again (DUR-15). A message that could not be sent time and again, or that is not to be delivered at once, is sent in the next life; of the former a report may tell. Two messages that are alike but for whom they are to are two, and one without a subject is one, too; where the transport sends none without subject or text, a report says so. A transport that takes no message at all, so that of each a report tells, is judged by what it receives.',
    why: 'When EndMessage has said sent or deferred, nobody but the transport has the message.',
    how: 'Scenarios outlook-exit and immediate-exit, three trials each, and slow-server and cutting-server, in which a delivery is under way when the shutdown comes, and in the latter a message has been tried in vain again and again; killed-in-start-message and killed-in-second-start-message end without a word. Once in a life a message has attachments, one goes to somebody in Bcc alone, one has no subject, two have the same one and no text, one is not to be delivered before most clients have left (PR_DEFERRED_DELIVERY_TIME), and one has a recipient who is refused (SMTP: 550 at RCPT TO; a far side of your own refuses it where it has `refused`). In sent-mail more of them are sent, one is taken back at once (Spooler.cancel), and another one in the second life, which finds it waiting, and one is to somebody who is taken in later lives alone (SMTP: 451 at RCPT TO), of which some arrive before the shutdown and some after it, and in its second life the spooler has not asked yet for what came of them: what the transport has carried once it has to carry always, and attachments from the first on, unless they travel in TNEF, which nobody unpacks here. In the next life the server answers as it should; in the end it is compared what has arrived there with what was submitted.',
    sources: sources('DOC-255', 'DOC-050', 'GAP-21'),
    lookAt:
      'storeOutbound(): the record must be durable when it returns; removeOutbound() comes when the server has answered, never before; what deliver() resolves to, which has to say who was refused; every attempt uses OutboundContent.messageId',
    scenarios: [...BOTH_EXITS, ...DELIVERIES, ...SENT_MAIL, ...FETCHES],
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
    what: 'A message is either in the store or still at its source. One that was interrupted in StartMessage is not marked as taken, and neither is the one after it. Two that are alike but for their Message-ID are two, and one without a subject is one. It has what the transport brings at all of its text, author, recipients, attachments and the headers that answer to another message; what it brings of none is named.',
    why: 'What is removed from the server before the store has it is lost when the process ends in between.',
    how: 'Mail waits in outlook-exit and immediate-exit, and in sent-mail, where it has attachments; there one has no subject, two have the same one, two are alike, and one has a text of more than 100,000 characters (not with a far side of your own). In killed-in-start-message the spooler asks for it, and the process is killed when the store is about to keep the first message, in killed-in-second-start-message the second one, which has attachments (without a store beside the transport, since it may not have written the first one yet); the next life fetches.',
    sources: sources('DOC-257', 'GAP-21'),
    lookAt: 'receive(): it only reads; received() marks the message as taken, since it comes when the store has it',
    scenarios: [...BOTH_EXITS, ...SENT_MAIL, ...FETCHES],
    explainedBy: ['COM-5'],
    brokenBy: 'takes-inbound-before-the-store-has-it.ts',
    judge: judgeInbound,
  },
];

/** DUR-15, which is younger than they are. */
export const MAIL_REPETITIONS: readonly Requirement[] = [
  {
    id: 'DUR-15',
    group: 'DUR',
    title: 'No message is delivered twice where no kill came between',
    strength: 'MUST',
    kinds: TRANSPORTS,
    stances: IN,
    what: 'A message that has arrived, and whose transport has had the time to know it, does not arrive again, in this life or in a later one; of one that could not be sent the user is not told again in a later life; and in the end the outgoing queues of stores have what has not arrived, and nothing of what has. Inbound mail is in the store once.',
    why: 'A kill in the middle of a delivery leaves nobody who knows whether the message has arrived, and to send it again is right. Whoever sends again what was sent long ago sends it at every start, and so for ever; whoever leaves mail at its source and forgets what it has brought brings all of it again at every start; and whoever forgets that the user was told tells it again at every start.',
    how: 'Scenario sent-mail: messages are sent and arrive, half a second goes by in which nothing moves, then the client submits more and shuts down; two more lives follow. The server writes down what arrives, and whether the answer was read; and the reports in the inbox are counted when nothing moves, and in the end. A repetition under the same Message-ID is excused when the answer was not read, when NotifyProcessShutdown came in that life before all was quiet, or when a kill came before all was quiet; where nothing came to rest in any life, that stays open. Of inbound mail, which comes in both lives, none may be there twice. What is forgotten in one sequence of calls only, or in a later life, is a matter of SEQ-3 to SEQ-15, where a message is sent and arrives before the client leaves.',
    sources: sources('DOC-255', 'DOC-050', 'GAP-21'),
    lookAt:
      'removeOutbound(), or whatever says that a message was sent: it must be durable before DoFastShutdown returns, and load() must read it; and whether the spooler is told that a deferred message was sent. For inbound mail received(): what it marks must be marked in the next life, too',
    scenarios: SENT_MAIL,
    explainedBy: ['COM-5'],
    brokenBy: 'forgets-that-it-has-sent.ts',
    judge: judgeRepetitions,
  },
];
