import test from 'ava';
import {
  E_UNEXPECTED,
  MAPI_E_FAILONEPROVIDER,
  MAPI_E_NO_SUPPORT,
  MAPI_E_NOT_ENOUGH_DISK,
  MAPI_E_UNCONFIGURED,
  MAPI_E_VERSION,
  S_OK,
} from '#src/com/hresult-codes.js';
import { MapiError } from '#src/com/mapi-error.js';
import { CURRENT_SPI_VERSION, LOGON_SP_IDLE, LOGON_SP_POLL } from '#src/contract/flags.js';
import { IID_IMAPIProviderShutdown, IID_IXPProvider } from '#src/contract/interface-ids.js';
import { PR_MAPI_KIT_DATA_DIRECTORY_W } from '#src/contract/property-tags.js';
import { PROP_ID } from '#src/contract/property-types.js';
import { AbstractTransport } from '#src/provider/transport/abstract-transport.js';
import type { InboundMessage } from '#src/provider/transport/inbound-message.js';
import { AbstractQueueingTransport } from '#src/provider/transport/queueing-transport.js';
import type { SubmitAnswer } from '#src/provider/transport/submit-answer.js';
import { transportProvider } from '#src/provider/transport/transport-provider.js';
import { FakeSupport } from './support/fake-support.js';
import { logOn, ok } from './support/mail.js';

class PipeTransport extends AbstractTransport {
  protected addressTypes(): readonly string[] {
    return ['PIPE', 'Smtp'];
  }

  protected submit(): SubmitAnswer {
    return 'sent';
  }
}

const init = { flags: 0, mapiVersion: CURRENT_SPI_VERSION };

test('each call of XPProviderInit makes a new provider object with both interfaces', (t) => {
  const entry = transportProvider(PipeTransport);
  const [first, second] = [ok(entry(init)).provider, ok(entry(init)).provider];
  t.not(first, second);
  t.is(first.QueryInterface(IID_IXPProvider).hr, S_OK);
  t.is(first.QueryInterface(IID_IMAPIProviderShutdown).hr, S_OK);
});

test('an SPI version that is too old is refused', (t) => {
  t.is(transportProvider(PipeTransport)({ flags: 0, mapiVersion: 0x00010008 }).hr, MAPI_E_VERSION);
});

test('a class without submit is refused at once, and the message names the hook', (t) => {
  abstract class Lacking extends AbstractTransport {
    protected addressTypes(): readonly string[] {
      return [];
    }
  }
  const error = t.throws(() => transportProvider(Lacking as unknown as typeof PipeTransport), {
    instanceOf: TypeError,
  });
  t.regex(error?.message ?? '', /Lacking lacks submit\(\)/);
});

test('a queueing class without deliver is refused at once, and the message names the hook', (t) => {
  abstract class Lacking extends AbstractQueueingTransport {
    protected addressTypes(): readonly string[] {
      return [];
    }
    protected storeOutbound(): void {}
    protected removeOutbound(): void {}
    protected listOutbound(): [] {
      return [];
    }
  }
  const error = t.throws(() => transportProvider(Lacking as unknown as typeof PipeTransport), {
    instanceOf: TypeError,
  });
  t.regex(error?.message ?? '', /Lacking lacks deliver\(\)/);
});

test('a class with poll but without receive is refused at once', (t) => {
  class Lacking extends PipeTransport {
    protected override poll(): boolean {
      return true;
    }
  }
  t.throws(() => transportProvider(Lacking), { instanceOf: TypeError, message: /lacks receive\(\)/ });
});

test('something that is no transport class is refused at once', (t) => {
  const error = t.throws(() => transportProvider(class Other {} as unknown as typeof PipeTransport));
  t.is(error?.message, 'transportProvider takes a class that extends AbstractTransport; got the function Other');
});

test('a logon keeps one reference to the support object and reads the profile section', (t) => {
  let seen: readonly unknown[] = [];
  class Reading extends PipeTransport {
    protected override open(): void {
      seen = [this.dataDirectory, this.setting('host'), this.setting('missing')];
    }
  }
  const support = new FakeSupport('/var/mail', ['host=localhost:25', 'x=a=b']);
  logOn(Reading, { support });
  t.deepEqual(seen, ['/var/mail', 'localhost:25', undefined]);
  t.is(support.count, 2);
  t.is(support.sectionsOpen, 0);
});

test('the logon asks for what the hooks need', (t) => {
  class Polling extends PipeTransport {
    protected override poll(): boolean {
      return false;
    }
    protected override receive(): InboundMessage | undefined {
      return undefined;
    }
  }
  class Idling extends PipeTransport {
    protected override idle(): void {}
  }
  t.is(logOn(PipeTransport).logonFlags, 0);
  t.is(logOn(Polling).logonFlags, LOGON_SP_POLL);
  t.is(logOn(Idling).logonFlags, LOGON_SP_IDLE);
});

test('AddressTypes gives the author’s types', (t) => {
  t.deepEqual(ok(logOn(PipeTransport).logon.AddressTypes()).addressTypes, ['PIPE', 'Smtp']);
});

test('a profile without a data directory is not configured', (t) => {
  const support = new FakeSupport();
  support.section.delete(PROP_ID(PR_MAPI_KIT_DATA_DIRECTORY_W));
  const { provider } = ok(transportProvider(PipeTransport)(init));
  t.is(provider.TransportLogon(support.contract, 0, 'profile', 0).hr, MAPI_E_UNCONFIGURED);
  t.is(support.count, 1);
});

test('a transport that does not open gives its code, is asked nothing more, and leaves the support object alone', (t) => {
  const calls: string[] = [];
  class Broken extends PipeTransport {
    protected override open(): void {
      calls.push('open');
      throw new MapiError(MAPI_E_UNCONFIGURED, 'no host');
    }
    protected override close(): void {
      calls.push('close');
    }
  }
  const support = new FakeSupport();
  const { provider } = ok(transportProvider(Broken)(init));
  t.is(provider.TransportLogon(support.contract, 0, 'profile', 0).hr, MAPI_E_UNCONFIGURED);
  t.deepEqual(calls, ['open']);
  t.is(support.count, 1);
});

test('a transport whose open hook came to its end is closed when its addresses are wrong', (t) => {
  const calls: string[] = [];
  class Broken extends PipeTransport {
    protected override addressTypes(): readonly string[] {
      throw new MapiError(MAPI_E_UNCONFIGURED, 'no addresses');
    }
    protected override close(): void {
      calls.push('close');
    }
  }
  const { provider } = ok(transportProvider(Broken)(init));
  t.is(provider.TransportLogon(new FakeSupport().contract, 0, 'profile', 0).hr, MAPI_E_UNCONFIGURED);
  t.deepEqual(calls, ['close']);
});

test('a transport whose logon and whose close have failed lets nobody log on at its data until it is closed', (t) => {
  const state = { calls: [] as string[], addressesFail: true, closeFails: true };
  class Broken extends PipeTransport {
    protected override open(): void {
      state.calls.push('open');
    }
    protected override addressTypes(): readonly string[] {
      if (state.addressesFail) throw new MapiError(MAPI_E_UNCONFIGURED, 'no addresses');
      return super.addressTypes();
    }
    protected override close(): void {
      state.calls.push('close');
      if (state.closeFails) throw new MapiError(MAPI_E_NOT_ENOUGH_DISK, 'full');
    }
  }
  const { provider } = ok(transportProvider(Broken)(init));
  const again = (): number => provider.TransportLogon(new FakeSupport().contract, 0, 'profile', 0).hr;
  t.is(again(), MAPI_E_UNCONFIGURED);
  state.addressesFail = false;
  t.is(again(), MAPI_E_FAILONEPROVIDER);
  t.deepEqual(state.calls.splice(0), ['open', 'close', 'close']);
  state.closeFails = false;
  t.is(again(), S_OK);
  t.deepEqual(state.calls, ['close', 'open']);
});

test('a logoff whose persistForExit returns a promise fails', (t) => {
  class Promising extends PipeTransport {
    protected override persistForExit(): undefined {
      return Promise.reject(new Error('too late')) as unknown as undefined;
    }
  }
  t.is(logOn(Promising).logon.TransportLogoff(0), E_UNEXPECTED);
});

test('a transport that says nothing about fast shutdown opts out, logged on or not', (t) => {
  const provider = ok(transportProvider(PipeTransport)(init)).provider;
  t.is(ok(provider.QueryInterface(IID_IMAPIProviderShutdown)).QueryFastShutdown(), MAPI_E_NO_SUPPORT);
  t.is(logOn(PipeTransport).shutdown.QueryFastShutdown(), MAPI_E_NO_SUPPORT);
});

test('a transport that supports fast shutdown says so, logged on or not', (t) => {
  class Supporting extends PipeTransport {
    protected override supportsFastShutdown(): boolean {
      return true;
    }
  }
  const provider = ok(transportProvider(Supporting)(init)).provider;
  t.is(ok(provider.QueryInterface(IID_IMAPIProviderShutdown)).QueryFastShutdown(), S_OK);
  t.is(logOn(Supporting).shutdown.QueryFastShutdown(), S_OK);
});

test('promises of the shutdown hooks are handed on to the caller', async (t) => {
  class Promising extends PipeTransport {
    protected override supportsFastShutdown(): boolean {
      return Promise.resolve(true) as unknown as boolean;
    }
    protected override prepareForExit = (): undefined => Promise.resolve('prepared') as unknown as undefined;
    protected override persistForExit = (): undefined => Promise.resolve('persisted') as unknown as undefined;
  }
  const { shutdown } = logOn(Promising);
  t.is((await (shutdown.QueryFastShutdown() as unknown)) as unknown, true);
  t.is((await (shutdown.NotifyProcessShutdown() as unknown)) as unknown, 'prepared');
  t.is((await (shutdown.DoFastShutdown() as unknown)) as unknown, 'persisted');
});

test('a shutdown hook that fails gives its code', (t) => {
  class Failing extends PipeTransport {
    protected override persistForExit(): void {
      throw new MapiError(MAPI_E_NO_SUPPORT, 'the disk is full');
    }
  }
  t.is(logOn(Failing).shutdown.DoFastShutdown(), MAPI_E_NO_SUPPORT);
});
