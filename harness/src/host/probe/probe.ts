import {
  CURRENT_SPI_VERSION,
  FAILED,
  IID_IMAPIProviderShutdown,
  type InterfaceId,
  type IUnknown,
  isHresult,
  type ProviderInit,
  type ProviderModule,
  type Result,
  S_OK,
} from '@mapi-kit/sdk';
import type { ProviderKind } from '../../scenarios/scenario.js';
import { errorText } from '../error-text.js';
import type { LifeContext } from '../life-context.js';
import { Problem } from '../problem.js';
import { type Answer, type Ask, no, type Probed, yes } from './answer.js';
import { probeCounts, probeLastRelease } from './probe-counts.js';
import { CONTRACT_INTERFACES, interfaceName } from './probe-interfaces.js';
import { answered, code, identityOf, unknownInterface, withInterface } from './questions.js';

/**
 * Tries the provider object as a COM object, on two objects made for this alone: they are never logged on, and are shut
 * down and released in the end. They are called directly, so their calls are not journalled.
 *
 * @throws Problem when an entry point makes no object
 */
export function probe(life: LifeContext): void {
  const ask: Ask = (name, question) => {
    life.journal.write({ e: 'probe', probe: name, ...answered(question) });
  };
  for (const { module, kinds } of life.providers) for (const kind of kinds) probeKind(module, kind, ask);
}

function probeKind(module: ProviderModule, kind: ProviderKind, ask: Ask): void {
  const first = initialise(module, kind);
  const second = initialise(module, kind);
  // First of all: where counts are wrong, the other questions end the object.
  probeCounts(first, ask);
  let same = first === second;
  ask('new-object-each-initialisation', () => {
    same ||= (identityOf(first) ?? first) === (identityOf(second) ?? second);
    return same
      ? no('two calls of the entry point gave the same object')
      : yes('two calls of the entry point gave two objects');
  });
  ask('has-shutdown-interface', () => hasShutdownInterface(first));
  ask('shutdown-interface-s-ok', () => answersWithSOk(first));
  const interfaces = supported(first);
  ask('identity', () => identity(first, interfaces));
  ask('reflexive', () => reflexive(first, interfaces));
  ask('symmetric', () => symmetric(first, interfaces));
  ask('transitive', () => transitive(first, interfaces));
  ask('stable-answers', () => {
    const again = supported(first);
    const changed = CONTRACT_INTERFACES.find((iid) => interfaces.includes(iid) !== again.includes(iid));
    return changed === undefined
      ? yes('the same interfaces both times')
      : no(`the answer for ${interfaceName(changed)} changed`);
  });
  ask('unknown-interface', () => unknownInterface(first));
  if (same) {
    // Then the session has this object as well, and goes on working with it.
    first.Release();
    second.Release();
  } else {
    probeLastRelease(first, second, ask);
  }
}

function initialise(module: ProviderModule, kind: ProviderKind): Probed {
  const init: ProviderInit = { flags: 0, mapiVersion: CURRENT_SPI_VERSION };
  const entryPoints = {
    store: 'MSProviderInit',
    transport: 'XPProviderInit',
    'address-book': 'ABProviderInit',
  } as const;
  const name = entryPoints[kind];
  let result: Result<{ readonly provider: unknown }> | undefined;
  try {
    result = module[name]?.(init);
  } catch (error) {
    throw new Problem(`${name} threw ${errorText(error)}`);
  }
  const provider = result?.value?.provider;
  if (typeof provider !== 'object' || provider === null) {
    throw new Problem(`${name} made no provider object`, isHresult(result?.hr) ? result.hr : undefined);
  }
  return provider as Probed;
}

function hasShutdownInterface(object: IUnknown): Answer {
  const { hr, value } = object.QueryInterface(IID_IMAPIProviderShutdown);
  if (FAILED(hr) || value === null) return no(`QueryInterface(IID_IMAPIProviderShutdown) gave ${code(hr)}`);
  const missing = (['QueryFastShutdown', 'NotifyProcessShutdown', 'DoFastShutdown'] as const).filter(
    (method) => typeof value[method] !== 'function',
  );
  value.Release();
  if (missing.length > 0)
    return no(`QueryInterface(IID_IMAPIProviderShutdown) succeeded, but there is no ${missing.join(', ')}`);
  return yes('QueryInterface(IID_IMAPIProviderShutdown) gave the interface');
}

/** Another code of success comes with the interface too, and a caller that compares with S_OK never uses it. */
function answersWithSOk(object: IUnknown): Answer {
  const { hr, value } = object.QueryInterface(IID_IMAPIProviderShutdown);
  value?.Release?.();
  const seen = `QueryInterface(IID_IMAPIProviderShutdown) gave ${code(hr)}`;
  if (FAILED(hr) || hr === S_OK) return yes(seen);
  return no(`${seen}: whoever compares that with S_OK takes the interface for missing`);
}

function identity(object: IUnknown, interfaces: readonly InterfaceId<IUnknown>[]): Answer {
  const own = identityOf(object);
  const other = interfaces.find((iid) => withInterface(object, iid, identityOf) !== own);
  return other === undefined
    ? yes(`IID_IUnknown is one and the same through ${interfaces.length} interfaces`)
    : no(`IID_IUnknown, asked through ${interfaceName(other)}, is another object`);
}

function reflexive(object: IUnknown, interfaces: readonly InterfaceId<IUnknown>[]): Answer {
  const broken = interfaces.find((iid) => !withInterface(object, iid, (face) => has(face, iid)));
  return broken === undefined
    ? yes('each interface gives itself')
    : no(`${interfaceName(broken)} does not give itself`);
}

function symmetric(object: IUnknown, interfaces: readonly InterfaceId<IUnknown>[]): Answer {
  for (const from of interfaces) {
    for (const to of interfaces) {
      // Whoever came from `from` to `to` must find the way back.
      const back = withInterface(object, from, (face) => withInterface(face, to, (other) => has(other, from)));
      if (back === false) return no(`from ${interfaceName(from)} to ${interfaceName(to)} there is no way back`);
    }
  }
  return yes('there is a way back from each interface to each other');
}

function transitive(object: IUnknown, interfaces: readonly InterfaceId<IUnknown>[]): Answer {
  for (const from of interfaces) {
    const reached = withInterface(object, from, (face) => interfaces.filter((iid) => has(face, iid)));
    const lost = interfaces.find((iid) => reached?.includes(iid) !== true);
    if (lost !== undefined) return no(`${interfaceName(lost)} is there, but not from ${interfaceName(from)}`);
  }
  return yes('each interface gives every other');
}

/** The interfaces of the contract that the object has. */
function supported(object: IUnknown): InterfaceId<IUnknown>[] {
  return CONTRACT_INTERFACES.filter((iid) => {
    try {
      return has(object, iid);
    } catch {
      return false;
    }
  });
}

function has(object: IUnknown, iid: InterfaceId<IUnknown>): boolean {
  return withInterface(object, iid, () => true) === true;
}
