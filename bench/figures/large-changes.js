import { keepingMemory } from '../environment.js';
import { measureIn } from '../processes.js';
import { ratioOf } from '../ratio.js';

/**
 * Messages with attachments of megabytes that a client of the LMDB example marks as unread and as read, until that is durable,
 * against as many bytes put into LMDB: a store that writes messages whole cannot do with less.
 */
export async function* largeChanges() {
  const { messages, bytes, rounds } = (await measureIn(keepingMemory, 'measure-large-changes.js')).value;
  const { value, how } = ratioOf(rounds.map(({ client, direct }) => ({ above: client, below: direct })));
  yield {
    what: 'LMDB example: a flag of messages with attachments / these put again',
    value,
    limit: 1.5,
    how: `${messages} messages, ${Math.round(bytes / 1_000_000)} MB each; ${how}`,
  };
}
