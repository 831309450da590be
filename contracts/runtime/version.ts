// Contract versions: which there are, which of them two peers both speak, and whether a message is of one that is spoken.

import { LeylineContractError } from './errors.ts';

/** A contract version: 2 for `v2`. */
export type ContractVersion = number;

/** What these contracts read, and what they write: the manifest's `read_v1_write_v2`. */
export const READ_VERSIONS: readonly ContractVersion[] = [1, 2];
export const WRITTEN_VERSION: ContractVersion = 2;

/** What two peers agree on, or why they cannot. */
export type Negotiation =
  | { readonly agreed: true; readonly version: ContractVersion }
  | {
      readonly agreed: false;
      /** `nothing-offered`: one of them offers no version at all. */
      readonly reason: 'no-common-version' | 'nothing-offered';
      readonly ours: readonly ContractVersion[];
      readonly theirs: readonly ContractVersion[];
    };

/**
 * The highest version that both peers support.
 *
 * Both come to the same result, whichever of them asks, in whatever order the lists are. What is no version at all, such as 0
 * or 1.5, is passed over.
 *
 * @see data-contracts-api-specifications §8.4, acceptance criteria
 */
export function negotiateVersion(ours: readonly ContractVersion[], theirs: readonly ContractVersion[]): Negotiation {
  const [mine, other] = [ours.filter(isVersion), theirs.filter(isVersion)];
  const common = mine.filter((version) => other.includes(version));
  if (common.length > 0) return { agreed: true, version: common.reduce((best, one) => Math.max(best, one)) };
  const reason = mine.length === 0 || other.length === 0 ? 'nothing-offered' : 'no-common-version';
  return { agreed: false, reason, ours: mine, theirs: other };
}

/**
 * As {@link negotiateVersion}, where there is no way on without an agreement.
 *
 * @throws LeylineContractError `no-common-version`
 */
export function requireCommonVersion(
  ours: readonly ContractVersion[],
  theirs: readonly ContractVersion[],
): ContractVersion {
  const negotiation = negotiateVersion(ours, theirs);
  if (negotiation.agreed) return negotiation.version;
  const [mine, other] = [negotiation.ours, negotiation.theirs].map((list) => list.join(', ') || 'none');
  throw new LeylineContractError('no-common-version', `we support versions ${mine}; the peer supports ${other}`);
}

/**
 * Refuses a message of a version that is not supported: its `version` or, of an envelope, `contract_version`.
 *
 * @param version - What the field holds; 0, its default, means that the writer has said nothing, and is refused.
 * @throws LeylineContractError `version-mismatch`
 * @see message-contracts, Error Handling
 */
export function requireVersion(version: ContractVersion, supported: readonly ContractVersion[] = READ_VERSIONS): void {
  if (isVersion(version) && supported.includes(version)) return;
  const what = version === 0 ? 'the message names no version' : `the message is of version ${version}`;
  throw new LeylineContractError('version-mismatch', `${what}; supported: ${supported.join(', ')}`);
}

/** The contract version in a full name: 2 for `esper.telemetry.v2.SeedTelemetry`, undefined where it has none. */
export function versionOfType(typeName: string): ContractVersion | undefined {
  const digits = /\.v([1-9]\d{0,8})\.\w+(?:\.\w+)*$/.exec(typeName)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function isVersion(version: ContractVersion): boolean {
  return Number.isSafeInteger(version) && version >= 1;
}
