import type { StoreClient } from '../store/store-client.js';
import type { ClientModel } from './client-model.js';
import type { Reporter } from './reporter.js';

/** What an action works with. */
export interface WorkContext {
  readonly client: StoreClient;
  readonly model: ClientModel;
  readonly reporter: Reporter;
}
