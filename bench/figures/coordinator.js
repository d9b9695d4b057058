import { ComObject, IID_IMAPIProviderShutdown, IID_IMSProvider, S_OK } from '@mapi-kit/sdk';
import { FastShutdownCoordinator, fixedPolicy } from '@mapi-kit/sdk/subsystem';
import { costHere } from '../cost.js';
import { ratioOf } from '../ratio.js';

const ROUNDS = 9;

class Provider extends ComObject {
  interfaces() {
    return [IID_IMSProvider, IID_IMAPIProviderShutdown];
  }
  QueryFastShutdown() {
    return S_OK;
  }
  NotifyProcessShutdown() {
    return S_OK;
  }
  DoFastShutdown() {
    return S_OK;
  }
}

/** Query, Notify and Do through the coordinator, against the same calls made directly on the same objects. */
export async function* coordinator() {
  for (const count of [1, 100, 10_000]) {
    const providers = Array.from({ length: count }, (_, index) => ({
      identity: { kind: 'store', name: `store ${index}`, session: 1, instance: index + 1 },
      object: new Provider(),
    }));
    const options = { policy: fixedPolicy(1), providers: () => providers };
    const repetitions = Math.max(5, Math.ceil(200_000 / count));
    const through = () => {
      // A client leaves once: calls after DoFastShutdown would be reported as its mistakes, each anew.
      const subsystem = new FastShutdownCoordinator(options);
      subsystem.QueryFastShutdown();
      subsystem.NotifyProcessShutdown();
      subsystem.DoFastShutdown();
    };
    const direct = () => {
      for (const { object } of providers) {
        const { value } = object.QueryInterface(IID_IMAPIProviderShutdown);
        value.QueryFastShutdown();
        value.Release();
      }
      for (const { object } of providers) {
        const { value } = object.QueryInterface(IID_IMAPIProviderShutdown);
        value.NotifyProcessShutdown();
        value.Release();
      }
      for (const { object } of providers) {
        const { value } = object.QueryInterface(IID_IMAPIProviderShutdown);
        value.DoFastShutdown();
        value.Release();
      }
    };
    const rounds = Array.from({ length: ROUNDS }, () => ({
      above: costHere(() => repeat(through, repetitions)),
      below: costHere(() => repeat(direct, repetitions)),
    }));
    const { value, how } = ratioOf(rounds);
    yield {
      what: `Query, Notify, Do over ${count.toLocaleString('en')} providers / direct calls`,
      value,
      limit: 2,
      how: `${repetitions.toLocaleString('en')} repetitions a round; ${how}`,
    };
  }
}

function repeat(action, repetitions) {
  for (let index = 0; index < repetitions; index++) action();
}
