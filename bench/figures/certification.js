import { sum, times } from '../cost.js';
import { bareProcesses, certification as certify, ROOT } from '../processes.js';
import { ratioOf } from '../ratio.js';

const LMDB = '@mapi-kit/example-lmdb-store';
const LIMIT = 1.9;
const PROVIDERS = [
  { provider: LMDB, limit: LIMIT },
  { provider: '@mapi-kit/example-wrapped-store', limit: LIMIT },
  { provider: '@mapi-kit/example-opt-out-store', limit: LIMIT },
  { provider: '@mapi-kit/example-vcard-address-book', limit: LIMIT },
  // A far side, which no bare process has, is in its parent.
  { provider: '@mapi-kit/example-smtp-transport', limit: 2.3 },
];
const ROUNDS = 3;
/** So many bare processes before a certification, and the others after it: a machine is not as fast at all times. */
const BEFORE = 60;

/** A whole certification of each example, against as many processes that only import it and kill themselves. */
export async function* certification() {
  for (const { provider, limit } of PROVIDERS) {
    const rounds = [];
    let lives = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const before = await bareProcesses(BEFORE, provider);
      const { value, cost } = await certify({ provider });
      lives = value.lives;
      const count = Math.max(BEFORE, lives - BEFORE);
      const after = await bareProcesses(count, provider);
      rounds.push({ above: cost, below: times(lives / (BEFORE + count), sum([before, after])) });
    }
    const { value, how } = ratioOf(rounds);
    yield {
      what: `certification of ${provider.replace('@mapi-kit/example-', '')} / as many bare processes that die`,
      value,
      limit,
      how: `${lives} lives; ${how}`,
    };
  }
}

/** The certification of the LMDB example, against that of another commit. */
export async function* certificationAgainst(other) {
  const rounds = [];
  let [ours, theirs] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours = await certify({ provider: LMDB }, ROOT);
    theirs = await certify({ provider: LMDB }, other.root);
    rounds.push({ above: ours.cost, below: theirs.cost });
  }
  const { value, how } = ratioOf(rounds);
  const difference = differenceOf(ours.value, theirs.value);
  yield {
    what: `certification of lmdb-store / the same at ${other.name}`,
    value,
    limit: other.isBaseline ? baselineLimit() : 1.1,
    how: `${how}; ${difference ?? `the same ${ours.value.runs.length} runs and ${ours.value.kills} kills`}`,
    // As much has to be tried as there was.
    fault: other.isBaseline ? difference : undefined,
  };
}

/** Whether both tried the same: scenarios, trials and kills. */
function differenceOf(ours, theirs) {
  const missing = theirs.runs.filter((name) => !ours.runs.includes(name));
  const added = ours.runs.filter((name) => !theirs.runs.includes(name));
  if (missing.length + added.length === 0 && ours.kills === theirs.kills) return undefined;
  const names = [...missing.map((name) => `without ${name}`), ...added.map((name) => `besides ${name}`)];
  return `not the same: ${[`${ours.kills} kills, there ${theirs.kills}`, ...names.slice(0, 5)].join('; ')}`;
}

/** From Node 22.1 on there is a compile cache. */
function baselineLimit() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 1) ? 0.65 : 0.75;
}
