import type { HRESULT } from '../com/hresult.js';
import {
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_LOGON_FAILED,
  MAPI_E_NOT_INITIALIZED,
  MAPI_E_UNKNOWN_FLAGS,
  S_OK,
} from '../com/hresult-codes.js';
import { ReferenceLedger } from '../com/reference-ledger.js';
import { failed, type Result, succeeded } from '../com/result.js';
import type { ProviderModule } from '../contract/entry-points.js';
import {
  MAPI_ALLOW_OTHERS,
  MAPI_APP_PROFILE,
  MAPI_BG_SESSION,
  MAPI_EXPLICIT_PROFILE,
  MAPI_EXTENDED,
  MAPI_FORCE_DOWNLOAD,
  MAPI_LOGOFF_SHARED,
  MAPI_LOGON_UI,
  MAPI_MULTITHREAD_NOTIFICATIONS,
  MAPI_NEW_SESSION,
  MAPI_NO_COINIT,
  MAPI_NO_MAIL,
  MAPI_NT_SERVICE,
  MAPI_PASSWORD_UI,
  MAPI_SERVICE_UI_ALWAYS,
  MAPI_TIMEOUT_SHORT,
  MAPI_UNICODE,
  MAPI_USE_DEFAULT,
} from '../contract/flags.js';
import type { IMAPISession } from '../contract/imapi-session.js';
import { callServiceEntry, type ServiceRequest, type ServiceResult } from './call-service-entry.js';
import { ClientRules } from './client-rules.js';
import type { SubsystemContext } from './context.js';
import { type CoordinatorReadings, FastShutdownCoordinator } from './fast-shutdown-coordinator.js';
import { type FastShutdownPolicy, fixedPolicy } from './fast-shutdown-policy.js';
import { NotificationHub } from './notification-hub.js';
import type { ClientRuleWarning, SubsystemObserver } from './observer.js';
import { loadProfile, ProfileAdmin } from './profile-admin.js';
import { Session } from './session.js';
import type { ActiveProvider } from './shutdown-call.js';
import { Spooler, type SpoolerOptions } from './spooler/spooler.js';

/** How a {@link Subsystem} is set up. */
export interface SubsystemOptions {
  /** Where profiles persist; made when it does not exist. */
  readonly profileDirectory: string;
  /** The provider modules that have been loaded, by the name that profiles call them (PR_PROVIDER_DLL_NAME). */
  readonly modules: ReadonlyMap<string, ProviderModule>;
  /** The user's choice; option 1 unless given, the default of an Outlook-like client. */
  readonly fastShutdownPolicy?: FastShutdownPolicy | undefined;
  /** How to read what the documentation of fast shutdown leaves open. */
  readonly coordinator?: CoordinatorReadings | undefined;
  /** Which spooler is played, and how it tells the time. */
  readonly spooler?: SpoolerOptions | undefined;
  /** Who watches what passes between subsystem, providers and client. */
  readonly observer?: SubsystemObserver | undefined;
}

const initializeFlags = MAPI_MULTITHREAD_NOTIFICATIONS | MAPI_NO_COINIT | MAPI_NT_SERVICE;
const logonFlags =
  MAPI_ALLOW_OTHERS |
  MAPI_APP_PROFILE |
  MAPI_BG_SESSION |
  MAPI_EXPLICIT_PROFILE |
  MAPI_EXTENDED |
  MAPI_FORCE_DOWNLOAD |
  MAPI_LOGON_UI |
  MAPI_NEW_SESSION |
  MAPI_NO_MAIL |
  MAPI_NT_SERVICE |
  MAPI_PASSWORD_UI |
  MAPI_SERVICE_UI_ALWAYS |
  MAPI_TIMEOUT_SHORT |
  MAPI_UNICODE |
  MAPI_USE_DEFAULT;

/**
 * The mock MAPI subsystem of one client process: profiles, sessions, and fast shutdown across them.
 *
 * The order of calls is MAPIInitialize, MAPILogonEx, work, then either IMAPISession::Logoff, Release and
 * MAPIUninitialize, or a fast shutdown through the session's IMAPIClientShutdown.
 *
 * @example
 * ```ts
 * const subsystem = new Subsystem({ profileDirectory, modules: new Map([['box-store', boxStore]]) });
 * subsystem.profiles.createProfile('work');
 * subsystem.profiles.addProvider('work', { kind: 'store', dllName: 'box-store', displayName: 'Box' });
 * subsystem.MAPIInitialize(null);
 * const { value: session } = subsystem.MAPILogonEx(0, 'work', null, MAPI_EXTENDED | MAPI_NEW_SESSION);
 * ```
 */
export class Subsystem {
  /** Makes profiles and fills them. */
  readonly profiles: ProfileAdmin;
  /** Carries messages between stores and transports, when it is told to. */
  readonly spooler: Spooler;
  /** The references of the objects that the subsystem hands out. */
  readonly ledger: ReferenceLedger = new ReferenceLedger();
  readonly #rules: ClientRules;
  readonly #context: SubsystemContext;
  readonly #sessions: Session[] = [];
  #initialized = 0;
  #lastSession = 0;
  #lastInstance = 0;

  /**
   * @param options - where profiles are, which modules there are, and the readings to follow
   */
  constructor(options: SubsystemOptions) {
    const { observer } = options;
    this.profiles = new ProfileAdmin(options.profileDirectory);
    this.#rules = new ClientRules(observer);
    const coordinator = new FastShutdownCoordinator({
      policy: options.fastShutdownPolicy ?? fixedPolicy(1),
      providers: () => this.#activeProviders(),
      observer,
      rules: this.#rules,
      ...options.coordinator,
    });
    this.#context = {
      observer,
      coordinator,
      ledger: this.ledger,
      rules: this.#rules,
      modules: options.modules,
      notifications: new NotificationHub(observer),
      spooler: {
        clock: options.spooler?.clock ?? Date.now,
        model: options.spooler?.model ?? 'documented',
        claims: new Map(),
        isOpenElsewhere: (own, storeUid) =>
          this.#sessions.some(({ spooler }) => spooler !== own && spooler.hasOpen(storeUid)),
      },
      isInitialized: () => this.#initialized > 0,
      nextInstance: () => {
        this.#lastInstance += 1;
        return this.#lastInstance;
      },
    };
    this.spooler = new Spooler({
      sessions: () => this.#sessions.map(({ spooler }) => spooler),
      isDone: () => this.#rules.isDone,
    });
  }

  /**
   * Calls the entry point of a message service, MSGServiceEntry of a module, as IMsgServiceAdmin::CreateMsgService and
   * ConfigureMsgService do. No session is needed.
   *
   * @returns what it returned, and what it has changed in the sections of its providers; S_OK when the module has none
   * @throws Error when there is no such profile, or it cannot be read
   * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/msgserviceentry
   */
  callServiceEntry(profileName: string, request: ServiceRequest): ServiceResult {
    return callServiceEntry(this.#context, loadProfile(this.profiles, profileName), request);
  }

  /** The rules for clients that were broken so far, in order. */
  get warnings(): readonly ClientRuleWarning[] {
    return this.#rules.warnings;
  }

  /**
   * Begins the use of MAPI. Calls are counted; each wants its MAPIUninitialize.
   *
   * @param init - MAPIINIT_0 (`lpMapiInit`): version 0, and MAPI_MULTITHREAD_NOTIFICATIONS, MAPI_NO_COINIT or
   * MAPI_NT_SERVICE; null for none of them
   * @returns S_OK; MAPI_E_INVALID_PARAMETER for another version; MAPI_E_UNKNOWN_FLAGS
   * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/mapiinitialize
   */
  MAPIInitialize(init: { readonly version: number; readonly flags: number } | null): HRESULT {
    this.#rules.called('MAPIInitialize');
    if (init !== null && init.version !== 0) return MAPI_E_INVALID_PARAMETER;
    if (init !== null && (init.flags & ~initializeFlags) !== 0) return MAPI_E_UNKNOWN_FLAGS;
    this.#initialized += 1;
    return S_OK;
  }

  /**
   * Ends the use of MAPI that one MAPIInitialize began.
   *
   * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/mapiuninitialize
   */
  MAPIUninitialize(): void {
    this.#rules.called('MAPIUninitialize');
    if (this.#initialized > 0) this.#initialized -= 1;
    else {
      this.#rules.warn(
        'uninitialize-without-initialize',
        'The client called MAPIUninitialize more often than MAPIInitialize. The calls have to balance.',
      );
    }
  }

  /**
   * Logs on to a profile, which always makes a session of its own.
   *
   * The profile is read from its file. Its address books, then its transports (not with MAPI_NO_MAIL), are loaded and
   * logged on; a store is when the client opens it. A provider that fails does not fail the session.
   *
   * @param uiParam - handle of a window (`ulUIParam`); not used, no dialog is ever shown
   * @param profileName - which profile (`lpszProfileName`)
   * @param password - null (`lpszPassword`)
   * @param flags - MAPI_LOGON_UI, MAPI_NEW_SESSION, MAPI_EXTENDED, … (`flFlags`)
   * @returns S_OK with the session; MAPI_E_NOT_INITIALIZED; MAPI_E_INVALID_PARAMETER for a password;
   * MAPI_E_UNKNOWN_FLAGS; MAPI_E_LOGON_FAILED when there is no such profile
   * @throws Error naming the file when the profile is damaged
   * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/mapilogonex
   */
  MAPILogonEx(uiParam: number, profileName: string, password: string | null, flags: number): Result<IMAPISession> {
    this.#rules.called('MAPILogonEx');
    if (this.#initialized === 0) return failed(MAPI_E_NOT_INITIALIZED);
    if (password !== null) return failed(MAPI_E_INVALID_PARAMETER);
    if ((flags & ~logonFlags) !== 0) return failed(MAPI_E_UNKNOWN_FLAGS);
    if (!this.profiles.hasProfile(profileName)) return failed(MAPI_E_LOGON_FAILED);
    const profile = loadProfile(this.profiles, profileName);
    this.#lastSession += 1;
    const session = new Session({
      context: this.#context,
      profile,
      number: this.#lastSession,
      flags,
      ended: (ended, logoffFlags) => this.#sessionEnded(ended, logoffFlags),
    });
    this.#sessions.push(session);
    session.start(uiParam);
    return succeeded<IMAPISession>(session);
  }

  #activeProviders(): ActiveProvider[] {
    return this.#sessions.flatMap((session) => session.activeProviders());
  }

  #sessionEnded(ended: Session, logoffFlags: number): void {
    const index = this.#sessions.indexOf(ended);
    if (index !== -1) this.#sessions.splice(index, 1);
    if ((logoffFlags & MAPI_LOGOFF_SHARED) === 0 || !ended.isShared) return;
    for (const other of [...this.#sessions]) if (other.isSharedWith(ended)) other.othersLogOff();
  }
}
