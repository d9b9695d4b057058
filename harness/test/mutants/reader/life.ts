// One life of a client, in a process of its own: what it finds, what it does, and how it leaves. The reader starts it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  IID_IMAPIClientShutdown,
  type IMAPIClientShutdown,
  type IMAPISession,
  type ProviderModule,
} from '@mapi-kit/sdk';
import { Subsystem } from '@mapi-kit/sdk/subsystem';
import type { MutantKind } from '../mutant/mutant.js';
import { BookClient } from './book-client.js';
import type { Client } from './client.js';
import { demand, insist } from './demand.js';
import type { LifeOrder } from './life-order.js';
import { MailClient } from './mail-client.js';
import { StoreClient } from './store-client.js';

const order = JSON.parse(process.argv[2] ?? '') as LifeOrder;
const { kind, folder, life, isLast, sequence } = order;
const module = (await import(pathToFileURL(order.provider).href)) as ProviderModule;
const modules = new Map<string, ProviderModule>([['provider', module]]);
if (kind === 'transport') modules.set('postbox', await MailClient.postbox());
const subsystem = new Subsystem({ profileDirectory: join(folder, 'profiles'), modules });
for (let session = 0; session < order.sessions; session += 1) makeProfile(`p${session}`);
insist(subsystem.MAPIInitialize(null), 'MAPIInitialize');
const sessions = Array.from({ length: order.sessions }, (_, index) => logOn(`p${index}`));
const clients = await Promise.all(sessions.map(open));
keep('found');
if (isLast && kind !== 'transport') process.exit(0);
for (const client of clients) await client.work();
if (isLast) {
  keep('saved');
  process.exit(0);
}
leave();

function makeProfile(name: string): void {
  const { profiles } = subsystem;
  if (profiles.hasProfile(name)) return;
  profiles.createProfile(name);
  if (kind === 'transport') add(name, 'store', 'postbox', join(folder, `${name}-postbox`));
  add(name, kind, 'provider', join(folder, `${name}-data`));
}

function add(profile: string, providerKind: MutantKind, dllName: string, dataDirectory: string): void {
  mkdirSync(dataDirectory, { recursive: true });
  const settings = { outgoing: join(folder, `${profile}-outgoing`) };
  const isDefault = providerKind === 'store' ? { isDefault: true } : {};
  const provider = { kind: providerKind, dllName, displayName: dllName, dataDirectory, settings, ...isDefault };
  subsystem.profiles.addProvider(profile, provider);
}

function logOn(profile: string): IMAPISession {
  // MAPI_EXTENDED, MAPI_NEW_SESSION, MAPI_UNICODE.
  return demand(subsystem.MAPILogonEx(0, profile, null, 0x20 | 0x2 | 0x80000000 | 0), 'MAPILogonEx');
}

async function open(session: IMAPISession, index: number): Promise<Client> {
  if (kind === 'address-book') return new BookClient(session, life);
  return kind === 'store'
    ? new StoreClient(session, subsystem, life)
    : new MailClient(session, subsystem, { life, place: join(folder, `p${index}`), isLast });
}

function keep(what: string): void {
  clients.forEach((client, session) => {
    writeFileSync(join(folder, `${what}-${life}-${session}.json`), JSON.stringify(client.dump()));
  });
}

function leave(): void {
  const [first] = sessions;
  if (first === undefined) throw new Error('there is no session');
  const shutdown = demand(first.QueryInterface(IID_IMAPIClientShutdown), 'QueryInterface');
  if (sequence === 'classic') {
    shutdown.Release();
    leaveClassically();
    return;
  }
  insist(shutdown.QueryFastShutdown(), 'QueryFastShutdown');
  const more = (): void => {
    for (const client of clients) client.more();
  };
  if (sequence === 'saved-after-query') more();
  if (sequence !== 'do-alone') insist(shutdown.NotifyProcessShutdown(), 'NotifyProcessShutdown');
  if (sequence === 'notified-twice') insist(shutdown.NotifyProcessShutdown(), 'NotifyProcessShutdown');
  if (sequence === 'saved-after-notify') more();
  if (sequence === 'classic-after-notify') {
    shutdown.Release();
    leaveClassically();
    return;
  }
  die(shutdown);
}

function die(shutdown: IMAPIClientShutdown): void {
  keep('saved');
  insist(shutdown.DoFastShutdown(), 'DoFastShutdown');
  process.kill(process.pid, 'SIGKILL');
}

function leaveClassically(): void {
  keep('saved');
  for (const client of clients) client.release();
  for (const session of sessions) {
    insist(session.Logoff(0, 0, 0), 'Logoff');
    session.Release();
  }
  subsystem.MAPIUninitialize();
}
