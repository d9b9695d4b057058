import type { Guid } from '../../com/guid.js';
import type { HRESULT } from '../../com/hresult.js';
import { MAPI_E_NO_SUPPORT, S_OK } from '../../com/hresult-codes.js';
import type { IMAPIStatus } from '../../contract/imapi-status.js';
import { IID_IMAPIProp, IID_IMAPIStatus } from '../../contract/interface-ids.js';
import type { ENTRYID } from '../../contract/structures.js';
import type { Failure } from '../objects/errors.js';
import type { LogonScope, ScopeCore } from '../objects/logon-scope.js';
import { type ObjectFacts, ObjectSchema } from '../objects/object-schema.js';
import { PropertyBag } from '../objects/property-bag.js';
import { PropertyObject } from '../objects/property-object.js';
import type { ProviderStatus } from './status.js';

const interfaceIds: readonly Guid[] = [IID_IMAPIStatus, IID_IMAPIProp];
const schema: ObjectSchema<ScopeCore> = new ObjectSchema<ScopeCore>();

/** What a status object can do besides showing the state. */
export interface StatusMethods {
  validate(flags: number): void;
  /** Missing where there is nothing to send or receive. */
  flush?(targetTransport: ENTRYID | null, flags: number): void;
}

/** The status object of a logon: its properties are read-only, and it ends with the logon. */
export class StatusObject extends PropertyObject<LogonScope> implements IMAPIStatus {
  readonly #scope: LogonScope;
  readonly #status: ProviderStatus;
  readonly #methods: StatusMethods;

  constructor(scope: LogonScope, status: ProviderStatus, methods: StatusMethods) {
    super(scope, 'status object');
    this.#scope = scope;
    this.#status = status;
    this.#methods = methods;
  }

  protected override interfaces(): readonly Guid[] {
    return interfaceIds;
  }

  protected override get schema(): ObjectSchema<ScopeCore> {
    return schema;
  }

  override facts(): ObjectFacts<ScopeCore> {
    const bag = new PropertyBag(this.#status.properties());
    return { core: this.#scope.core, id: null, parent: null, bag, writable: false };
  }

  protected override change(): void {
    this.requireWritable();
  }

  protected override explain(result: HRESULT): Failure | undefined {
    const { lastFailure } = this.#scope.core;
    return super.explain(result) ?? (lastFailure?.hr === result ? lastFailure : undefined);
  }

  override SaveChanges(_flags: number): HRESULT {
    return this.run('SaveChanges', () => S_OK);
  }

  ValidateState(_uiParam: number, flags: number): HRESULT {
    return this.run('ValidateState', () => {
      this.#methods.validate(flags);
      return S_OK;
    });
  }

  SettingsDialog(_uiParam: number, _flags: number): HRESULT {
    return this.run('SettingsDialog', () => MAPI_E_NO_SUPPORT);
  }

  ChangePassword(_oldPassword: string, _newPassword: string, _flags: number): HRESULT {
    return this.run('ChangePassword', () => MAPI_E_NO_SUPPORT);
  }

  FlushQueues(_uiParam: number, targetTransport: ENTRYID | null, flags: number): HRESULT {
    return this.run('FlushQueues', () => {
      if (this.#methods.flush === undefined) return MAPI_E_NO_SUPPORT;
      this.#methods.flush(targetTransport, flags);
      return S_OK;
    });
  }
}
