import { keepingMemory } from '../environment.js';
import { measureIn } from '../processes.js';
import { ratioOfWall } from '../ratio.js';

/**
 * Messages of the shape of real mail that a client saves into the LMDB example, until they are durable, against as many
 * encoded bytes put into LMDB, in the same batches: the floor makes no objects, and no bytes of them. Besides, against the
 * same with a copy of each message that is kept until its commit, in memory that is used again: nobody can do without who
 * acknowledges saves before.
 *
 * All sides share one process, in which memory that is freed is kept: what the system takes for its pages is nobody's work here,
 * and made the same floor cost once, or twice as much.
 */
export async function* realSaves() {
  const { messages, perCommit, bytes, rounds } = (await measureIn(keepingMemory, 'measure-real-saves.js')).value;
  // Both wait for the same disk: what counts is when the messages are durable.
  const { value, how } = ratioOfWall(rounds.map(({ client, direct }) => ({ above: direct, below: client })));
  const kept = ratioOfWall(rounds.map(({ client, kept }) => ({ above: kept, below: client })));
  const size = `${Math.round(bytes / 1_000)} kB each`;
  yield {
    what: 'LMDB example: messages like real mail saved a second / the same bytes',
    value,
    least: 0.7,
    how: `${messages.toLocaleString('en')} messages, ${size}, ${perCommit} a commit; ${how} (LMDB directly / the example); against a copy that is kept until the commit ${kept.value.toFixed(2)} ${kept.how}`,
  };
}
