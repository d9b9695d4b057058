import { measure } from '../processes.js';
import { ratioOfWall } from '../ratio.js';

/**
 * Messages that a client saves into the LevelDB example, until they are durable, against a thread that has the same records as
 * bytes already and writes them in the same batches.
 */
export async function* levelSaves() {
  const { messages, perCommit, rounds } = (await measure('measure-level-saves.js')).value;
  // Both wait for the same disk: what counts is when the messages are durable.
  const { value, how } = ratioOfWall(rounds.map(({ client, direct }) => ({ above: direct, below: client })));
  yield {
    what: 'LevelDB example: messages saved a second / the same batches in a thread',
    value,
    least: 0.5,
    how: `${messages.toLocaleString('en')} messages, ${perCommit} a commit; ${how} (LevelDB in a thread / the example)`,
  };
}
