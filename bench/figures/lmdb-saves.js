import { measure, ROOT } from '../processes.js';
import { ratioOf, ratioOfWall } from '../ratio.js';

const ROUNDS_AGAINST = 3;

const savesOf = async (...args) => (await measure('measure-lmdb-saves.js', ...args)).value;

/**
 * Messages that a client saves into the LMDB example, until they are durable, against the same records put into LMDB
 * directly, in the same batches: both begin with a record as an object, and LMDB's own encoding (MessagePack) makes bytes
 * of the floor's.
 */
export async function* lmdbSaves() {
  const { messages, perCommit, rounds } = await savesOf(ROOT, '--floor');
  // Both wait for the same disk: what counts is when the messages are durable.
  const { value, how } = ratioOfWall(rounds.map(({ client, direct }) => ({ above: direct, below: client })));
  yield {
    what: 'LMDB example: messages saved a second / the same records put into LMDB',
    value,
    least: 0.75,
    how: `${messages.toLocaleString('en')} messages, ${perCommit} a commit; ${how} (LMDB directly / the example)`,
  };
}

/** The time that it takes a client to save them, against that at another commit. */
export async function* lmdbSavesAgainst(other) {
  const rounds = [];
  let count = 0;
  for (let round = 0; round < ROUNDS_AGAINST; round++) {
    const [ours, theirs] = [await savesOf(ROOT), await savesOf(other.root)];
    count = ours.rounds.length;
    rounds.push({ above: least(ours), below: least(theirs) });
  }
  const { value, how } = ratioOf(rounds);
  yield {
    what: `LMDB example: the time of saving messages / the same at ${other.name}`,
    value,
    limit: 1.1,
    how: `a round is the quickest of ${count} savings of each; ${how}`,
  };
}

/** What disturbs a saving only ever makes it slower. */
function least({ rounds }) {
  const by = (key) => Math.min(...rounds.map(({ client }) => client[key]));
  return { cpuMs: by('cpuMs'), wallMs: by('wallMs') };
}
