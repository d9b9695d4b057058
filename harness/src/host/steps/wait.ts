import { FLUSH_UPLOAD } from '@mapi-kit/sdk';
import type { FarSideEvent } from '../../recording/mail.js';
import type { StepOf } from '../../scenarios/step-kinds.js';
import type { LifeContext } from '../life-context.js';
import { FarSideNews } from '../mail/far-side-news.js';
import { hasHeardRefusal } from '../mail/heard-refusal.js';
import { now, sleep } from '../primordials.js';

/** A user who sees that something does not leave asks for it again and again. */
const FLUSH_EVERY_MS = 25;
/** How often it is looked what the far side has said. */
const LOOK_EVERY_MS = 25;

/** Lets the event loop run for a while. */
export function wait(life: LifeContext, { ms, attempts, refusal }: StepOf<'wait'>): Promise<void> {
  const { spooler } = life.subsystem;
  const news = new FarSideNews(life.plan.farSide?.file ?? null);
  const said = (): readonly FarSideEvent[] => {
    news.next();
    return news.all;
  };
  if (refusal === true) {
    spooler.stop();
    return waitUntil(() => hasHeardRefusal(said(), life.plan.life), ms, LOOK_EVERY_MS);
  }
  if (attempts === undefined) return sleep(ms);
  const flush = (): void => {
    spooler.FlushQueues(FLUSH_UPLOAD);
  };
  return waitUntil(() => cutsIn(said()) >= attempts, ms, FLUSH_EVERY_MS, flush);
}

/** Until it is over, or the time is. */
async function waitUntil(
  isOver: () => boolean,
  ms: number,
  everyMs: number,
  meanwhile: () => void = () => {},
): Promise<void> {
  const began = now();
  while (Number(now() - began) / 1e6 < ms && !isOver()) {
    meanwhile();
    await sleep(everyMs);
  }
}

/** How many connections the far side has cut. */
function cutsIn(said: readonly FarSideEvent[]): number {
  return said.filter(({ e }) => e === 'cut').length;
}
