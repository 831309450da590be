// Versions: what two peers agree on, and which messages are refused.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  negotiateVersion,
  requireCommonVersion,
  requireVersion,
  versionOfType,
} from '../../../contracts/runtime/version.ts';

describe('negotiation', () => {
  it.each([
    [[1, 2], [1, 2], 2],
    [[1, 2], [2, 3], 2],
    [[2, 1], [1], 1],
    [[1, 3], [3, 2, 1], 3],
  ])('of %j and %j agrees on %d', (ours, theirs, version) => {
    expect(negotiateVersion(ours, theirs)).toEqual({ agreed: true, version });
    expect(requireCommonVersion(ours, theirs)).toBe(version);
  });

  it.each([
    [[2], [1], 'no-common-version'],
    [[], [1], 'nothing-offered'],
    [[1], [], 'nothing-offered'],
    [[1], [0, -1, 1.5, Number.NaN], 'nothing-offered'],
  ])('of %j and %j is refused: %s', (ours, theirs, reason) => {
    expect(negotiateVersion(ours, theirs)).toMatchObject({ agreed: false, reason, ours });
    expect(() => requireCommonVersion(ours, theirs)).toThrow(expect.objectContaining({ code: 'no-common-version' }));
  });

  it('comes to the highest common version, whoever asks', () => {
    const versions = fc.array(fc.integer({ min: 1, max: 6 }));
    fc.assert(
      fc.property(versions, versions, (ours, theirs) => {
        const negotiation = negotiateVersion(ours, theirs);
        const common = ours.filter((version) => theirs.includes(version));
        expect(negotiation.agreed && negotiation.version).toBe(common.length > 0 && Math.max(...common));
        expect(negotiateVersion(theirs, ours).agreed).toBe(negotiation.agreed);
      }),
    );
  });
});

describe('version field', () => {
  it.each([1, 2])('%d is supported', (version) => expect(() => requireVersion(version)).not.toThrow());
  it.each([0, 3, -1, 1.5, Number.NaN])('%d is refused', (version) => {
    expect(() => requireVersion(version)).toThrow(expect.objectContaining({ code: 'version-mismatch' }));
  });
  it('is refused where the reader supports another', () => expect(() => requireVersion(1, [2])).toThrow());
});

it.each([
  ['esper.telemetry.v2.SeedTelemetry', 2],
  ['esper.adaptation.v12.RollbackCommand.Nested', 12],
  ['esper.telemetry.SeedTelemetry', undefined],
  ['esper.v0.X', undefined],
  ['esper.v2', undefined],
  ['', undefined],
])("the version of '%s' is %s", (name, version) => expect(versionOfType(name)).toBe(version));
