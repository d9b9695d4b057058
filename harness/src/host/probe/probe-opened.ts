import { FAILED, IID_IUnknown, type InterfaceId, type IUnknown } from '@mapi-kit/sdk';
import type { ProbeName } from '../../recording/events.js';
import type { LifeContext } from '../life-context.js';
import { type Answer, no, yes } from './answer.js';
import { queryInterfaceAddsOne, releaseTakesOne } from './probe-counts.js';
import { interfaceName } from './probe-interfaces.js';
import { answered, code, identityOf, unknownInterface, withInterface } from './questions.js';

/**
 * Tries what a client opens of each provider under test as COM objects: whether it has the interface that it was opened
 * with, and IUnknown, with one identity; refuses what nobody has; and counts its references.
 *
 * What cannot be opened is not asked: the life that reads everything back says so.
 */
export function probeOpened({ journal, sessions }: LifeContext): void {
  for (const { subjects } of sessions) {
    for (const subject of subjects) {
      try {
        subject.openEach((what, object, iid) => {
          const ask = (probe: ProbeName, question: () => Answer): boolean => {
            const { holds, seen } = answered(question);
            journal.write({ e: 'probe', probe, holds, seen: `${what}: ${seen}` });
            return holds;
          };
          const known = ask('opened-interface', () => hasItsInterfaces(object, iid));
          ask('opened-unknown-interface', () => unknownInterface(object));
          // An object that does not even give IUnknown has no identity, and adds no reference.
          if (!known) return;
          ask('opened-identity', () => hasOneIdentity(object, iid));
          ask('opened-counts', () => {
            const adds = queryInterfaceAddsOne(object);
            return adds.holds ? releaseTakesOne(object) : adds;
          });
        });
      } catch {
        // As what cannot be opened.
      }
    }
  }
}

function hasItsInterfaces(object: IUnknown, iid: InterfaceId<IUnknown>): Answer {
  for (const asked of [iid, IID_IUnknown]) {
    const { hr, value } = object.QueryInterface(asked);
    const seen = `QueryInterface(${interfaceName(asked)}) gave ${code(hr)}`;
    if (FAILED(hr)) return no(seen);
    if (value === null || typeof value !== 'object') return no(`${seen} and no object`);
    value.Release();
  }
  return yes(`QueryInterface gave ${interfaceName(iid)} and IID_IUnknown`);
}

function hasOneIdentity(object: IUnknown, iid: InterfaceId<IUnknown>): Answer {
  const own = identityOf(object);
  return withInterface(object, iid, identityOf) === own
    ? yes(`IID_IUnknown is one and the same, also through ${interfaceName(iid)}`)
    : no(`IID_IUnknown, asked through ${interfaceName(iid)}, is another object`);
}
