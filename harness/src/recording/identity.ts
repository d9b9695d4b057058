/** Which run of which scenario this is. */
export interface ScenarioIdentity {
  readonly scenario: string;
  /** The null control: the shutdown calls were left out. */
  readonly control: boolean;
  readonly trial: number;
  readonly seed: number;
}

/**
 * The name of a run's folder and of its line in a report, for example `outlook-exit`, `outlook-exit-control`,
 * `outlook-exit-trial-2`.
 */
export function identityName(identity: ScenarioIdentity): string {
  const trial = identity.trial === 0 ? '' : `-trial-${identity.trial + 1}`;
  return `${identity.scenario}${trial}${identity.control ? '-control' : ''}`;
}
