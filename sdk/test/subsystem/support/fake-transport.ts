import {
  ComObject,
  CURRENT_SPI_VERSION,
  findValue,
  type Guid,
  type HRESULT,
  IID_IXPLogon,
  IID_IXPProvider,
  type IMAPISupport,
  type IMessage,
  MODRECIP_MODIFY,
  PR_ADDRTYPE_W,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PR_RESPONSIBILITY,
  PR_SUBJECT_W,
  type ProviderModule,
  propValue,
  S_OK,
  type SRow,
} from '@mapi-kit/sdk';
import { must } from './fixture.js';
import { NotingProvider } from './noting-provider.js';

/** What a fake transport answers to one offer. */
export interface Answer {
  hr?: HRESULT;
  retrySeconds?: number;
  /** What EndMessage answers. */
  endFlags?: number;
  /** What EndMessage answers in place of success. */
  endResult?: HRESULT;
  /** The addresses that are marked as sent; all that are open to the transport unless given. */
  takes?: readonly string[];
  /** Called inside SubmitMessage. */
  during?: (transport: FakeTransport, message: IMessage) => void;
}

/** How a fake transport behaves. */
export interface TransportOptions {
  addressTypes?: readonly string[];
  uids?: readonly Guid[];
  /** The flags of TransportLogon. */
  flags?: number;
  /** The answers to SubmitMessage, one an offer; the last one stays. */
  answers?: Answer[];
  /** The mail that waits: subjects; one message for each StartMessage. */
  mail?: string[];
  /** Called in StartMessage instead of filling the message. */
  start?: (message: IMessage) => HRESULT;
  onCall?: (method: string) => void;
  /** Called in TransportLogon. */
  onLogon?: (support: IMAPISupport) => void;
  logonResult?: HRESULT;
  /** What TransportNotify answers in place of success. */
  notifyResult?: HRESULT;
  /** Called in FlushQueues. */
  onFlush?: (transport: FakeTransport, flags: number) => HRESULT;
}

/** One offer of a message, as the transport saw it. */
export interface Offer {
  readonly subject: string;
  readonly flags: number;
  /** The addresses whose PR_RESPONSIBILITY was FALSE. */
  readonly open: readonly string[];
  readonly entryId: Uint8Array;
}

/** A transport on the bare contract, which notes what it is asked. */
export class FakeTransport {
  readonly calls: string[] = [];
  readonly offers: Offer[] = [];
  readonly options: TransportOptions;
  support: IMAPISupport | undefined;

  constructor(options: TransportOptions = {}) {
    this.options = options;
  }

  get module(): ProviderModule {
    const init = () => ({
      hr: S_OK,
      value: { providerVersion: CURRENT_SPI_VERSION, provider: new Provider(this, IID_IXPProvider) },
    });
    return { XPProviderInit: init } as unknown as ProviderModule;
  }

  called(method: string): void {
    this.calls.push(method);
    this.options.onCall?.(method);
  }

  /** The addresses that were open, offer by offer. */
  get opened(): string[] {
    return this.offers.map(({ open }) => open.join(' '));
  }

  nextAnswer(): Answer {
    const answers = this.options.answers ?? [];
    return (answers.length > 1 ? answers.shift() : answers[0]) ?? {};
  }
}

class Provider extends NotingProvider<FakeTransport> {
  TransportLogon(support: IMAPISupport): unknown {
    const { options } = this.fake;
    options.onLogon?.(support);
    if (options.logonResult !== undefined) return { hr: options.logonResult, value: null };
    support.AddRef();
    this.fake.support = support;
    return { hr: S_OK, value: { logon: new Logon(this.fake, support), flags: options.flags ?? 0, error: null } };
  }
}

class Logon extends ComObject {
  readonly fake: FakeTransport;
  readonly support: IMAPISupport;
  #answer: Answer = {};
  #message: IMessage | undefined;
  #reference = 0;

  constructor(fake: FakeTransport, support: IMAPISupport) {
    super();
    this.fake = fake;
    this.support = support;
  }

  protected override interfaces(): readonly Guid[] {
    return [IID_IXPLogon];
  }

  AddressTypes(): unknown {
    const { addressTypes = ['SMTP'], uids = [] } = this.fake.options;
    return { hr: S_OK, value: { flags: 0, addressTypes, uids } };
  }

  TransportNotify(flags: number, data: number | Uint8Array | null): unknown {
    const about = data instanceof Uint8Array ? ` ${Buffer.from(data).toString('hex').slice(-8)}` : '';
    this.fake.called(`TransportNotify(0x${(flags >>> 0).toString(16)})${about}`);
    return { hr: this.fake.options.notifyResult ?? S_OK, value: flags };
  }

  SubmitMessage(flags: number, message: IMessage): unknown {
    const rows = recipientsOf(message);
    const open = rows.filter((row) => findValue(row, PR_RESPONSIBILITY) === false).map(addressOf);
    const values = must(message.GetProps([PR_SUBJECT_W, PR_ENTRYID], 0));
    const subject = findValue(values, PR_SUBJECT_W) ?? '';
    this.fake.offers.push({ subject, flags, open, entryId: findValue(values, PR_ENTRYID) ?? new Uint8Array() });
    this.fake.called(`SubmitMessage ${subject}`);
    this.#answer = this.fake.nextAnswer();
    this.#message = message;
    this.#reference += 1;
    this.#answer.during?.(this.fake, message);
    const { hr = S_OK, retrySeconds = 0 } = this.#answer;
    return { hr, msgRef: this.#reference, retrySeconds };
  }

  EndMessage(reference: number): unknown {
    this.fake.called(`EndMessage ${reference === this.#reference ? 'right' : 'wrong'}`);
    const { endFlags = 0, endResult, takes } = this.#answer;
    if (this.#message !== undefined && endFlags === 0) take(this.#message, takes);
    return endResult === undefined ? { hr: S_OK, value: endFlags } : { hr: endResult, value: null };
  }

  Poll(): unknown {
    this.fake.called('Poll');
    return { hr: S_OK, value: (this.fake.options.mail?.length ?? 0) > 0 };
  }

  StartMessage(flags: number, message: IMessage): unknown {
    this.fake.called(`StartMessage ${flags}`);
    const { start, mail = [] } = this.fake.options;
    if (start !== undefined) return { hr: start(message), msgRef: 1 };
    const subject = mail.shift();
    if (subject === undefined) return { hr: S_OK, msgRef: 1 };
    message.SetProps([propValue(PR_SUBJECT_W, subject)]);
    return { hr: message.SaveChanges(0), msgRef: 1 };
  }

  Idle(flags: number): HRESULT {
    this.fake.called(`Idle(${flags})`);
    return S_OK;
  }

  FlushQueues(_uiParam: number, _target: null, flags: number): HRESULT {
    this.fake.called(`FlushQueues(${flags})`);
    return this.fake.options.onFlush?.(this.fake, flags) ?? S_OK;
  }

  TransportLogoff(flags: number): HRESULT {
    this.fake.called(`TransportLogoff(${flags})`);
    this.support.Release();
    return S_OK;
  }
}

/** Marks recipients as sent. */
export function take(message: IMessage, addresses?: readonly string[]): void {
  const mine = recipientsOf(message).filter(
    (row) =>
      findValue(row, PR_RESPONSIBILITY) === false && (addresses === undefined || addresses.includes(addressOf(row))),
  );
  const changed = mine.map((row) => [
    ...row.filter(({ tag }) => tag !== PR_RESPONSIBILITY),
    propValue(PR_RESPONSIBILITY, true),
  ]);
  if (changed.length > 0) message.ModifyRecipients(MODRECIP_MODIFY, changed);
}

/** The rows of the recipient table. */
export function recipientsOf(message: IMessage): SRow[] {
  const table = must(message.GetRecipientTable(0));
  const rows = [...must(table.QueryRows(1000, 0))];
  table.Release();
  return rows;
}

/** `TYPE:address` of a recipient, or the address alone for SMTP. */
export function addressOf(row: SRow): string {
  const type = findValue(row, PR_ADDRTYPE_W) ?? '';
  const address = findValue(row, PR_EMAIL_ADDRESS_W) ?? '';
  return type === 'SMTP' ? address : `${type}:${address}`;
}
