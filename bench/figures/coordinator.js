import { performance } from 'node:perf_hooks';
import { ComObject, IID_IMAPIProviderShutdown, IID_IMSProvider, S_OK } from '@mapi-kit/sdk';
import { FastShutdownCoordinator, fixedPolicy } from '@mapi-kit/sdk/subsystem';
import { median } from '../processes.js';

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
    const ratios = [];
    for (let round = 0; round < 9; round++) ratios.push(time(through, repetitions) / time(direct, repetitions));
    yield {
      what: `Query, Notify, Do over ${count.toLocaleString('en')} providers / direct calls`,
      value: median(ratios),
      limit: 2,
      how: `median of 9 rounds of ${repetitions.toLocaleString('en')} repetitions`,
    };
  }
}

function time(action, repetitions) {
  const begin = performance.now();
  for (let index = 0; index < repetitions; index++) action();
  return performance.now() - begin;
}
