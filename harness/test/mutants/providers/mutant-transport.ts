import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { XPPROVIDERINIT } from '@mapi-kit/sdk';
import {
  type DeliveryReport,
  decodeStoredOutbound,
  encodeStoredOutbound,
  type OutboundContent,
  type OutboundMessage,
  type SubmitAnswer,
  transportProvider,
} from '@mapi-kit/sdk/transport';
import { LogTransport } from '../../fixtures/transports/log-transport.js';
import { changeMail, type MailChange } from '../mutant/change-mail.js';
import { isNeutral, type Mutant, type NeutralOperator } from '../mutant/mutant.js';
import { post } from './letter.js';
import { Occasion } from './occasion.js';
import { appendOtherwise } from './write-otherwise.js';

const LATER_MS = 30;

/**
 * A transport that is right but for what a mutant does to what its shutdown commits. It takes mail over at once, and writes
 * its outbox when it leaves; where the profile says `outgoing`, it sends into that folder.
 */
export function mutantTransport(mutant: Mutant): XPPROVIDERINIT {
  class MutantTransport extends LogTransport {
    readonly #occasion = new Occasion();
    #pending: string[] = [];
    #isLeaving = false;

    protected override open(): void {
      this.#occasion.open(this.dataDirectory);
      this.pace({ responsibility: 'at-hand-over' });
      super.open();
    }

    protected override supportsFastShutdown(): boolean {
      this.#occasion.query();
      return super.supportsFastShutdown();
    }

    protected override submit(message: OutboundMessage): SubmitAnswer {
      this.#occasion.save();
      return super.submit(message);
    }

    protected override prepareForExit(): void {
      this.#occasion.notify();
      super.prepareForExit();
    }

    protected override persistForExit(): void {
      super.persistForExit();
      this.#commit('fast');
    }

    protected override close(): void {
      super.close();
      this.#commit('classic');
    }

    protected override async deliver(message: OutboundContent, signal: AbortSignal): Promise<DeliveryReport> {
      const folder = this.setting('outgoing');
      if (folder === undefined) return await super.deliver(message, signal);
      post(folder, message);
      return {};
    }

    protected override append(line: string): void {
      // After Do nothing may wait any more.
      if (this.#isLeaving) super.append(line);
      else this.#pending.push(line);
    }

    #commit(exit: 'fast' | 'classic'): void {
      const lines = this.#pending;
      this.#pending = [];
      this.#isLeaving = true;
      if (lines.length === 0) return;
      if (!this.#occasion.isFor(mutant, exit)) for (const line of lines) super.append(line);
      else if (isNeutral(mutant)) this.#appendOtherwise(lines, mutant.operator);
      else {
        const { now, later } = changeMail(lines.map(readLine), mutant);
        for (const change of now) super.append(lineOfChange(change));
        const late = later.map((change) => `${lineOfChange(change)}\n`).join('');
        if (late !== '') setTimeout(() => appendFileSync(this.#log, late), LATER_MS).unref();
      }
    }

    #appendOtherwise(lines: readonly string[], operator: NeutralOperator): void {
      const text = lines.map((line) => Buffer.from(`${line}\n`));
      const records = operator === 'several-records' ? text : [Buffer.concat(text)];
      if (operator === 'written-twice') records.push(...records);
      appendOtherwise(this.#log, records, operator);
    }

    get #log(): string {
      return join(this.dataDirectory, 'outbox.log');
    }
  }
  return transportProvider(MutantTransport);
}

function readLine(line: string): MailChange {
  return line.startsWith('-') ? { remove: line.slice(1) } : { put: decodeStoredOutbound(Buffer.from(line, 'base64')) };
}

function lineOfChange(change: MailChange): string {
  return 'put' in change ? Buffer.from(encodeStoredOutbound(change.put)).toString('base64') : `-${change.remove}`;
}
