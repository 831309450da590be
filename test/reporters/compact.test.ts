import { describe, expect, it } from 'vitest';
import { renderCompact } from '../../src/reporters/compact.ts';
import { plain, reportOf, sample } from './sample-report.ts';

const errors = [
  "contracts/v1/state.proto:8:3: error: map field 'metrics' in cross-plane message 'SystemStatePacket' [no-map-fields]",
  "contracts/v1/state.proto:9:3: error: members of oneof 'cause' belong to different planes: training, control [no-cross-plane-oneof]",
];

describe('compact', () => {
  it('is one line per finding', () => {
    expect(renderCompact(sample, plain).split('\n')).toEqual([
      "contracts/v1/pause.proto:5:9: warning: field 'timeout_seconds' counts seconds as a bare number [duration-as-number]",
      "contracts/v1/state.proto:4:1: info: import 'v1/pause.proto' is not used [import-unused]",
      ...errors,
      '',
    ]);
  });

  it('is errors only when quiet, verbose or not', () => {
    expect(renderCompact(sample, { ...plain, quiet: true, verbose: true }).split('\n')).toEqual([...errors, '']);
  });

  it('ends with the excused findings when verbose', () => {
    expect(
      renderCompact(sample, { ...plain, verbose: true })
        .split('\n')
        .at(-2),
    ).toBe(
      "src/tamiyo/bus.ts:3:35: excused: 'SystemStatePacket' is encoded by hand [no-manual-serialization] (moves to the codec in Q1, data-architect, until 2027-01-31)",
    );
  });

  it('is empty when nothing was found', () => {
    expect(renderCompact(reportOf({ fileCount: 3 }), plain)).toBe('');
  });

  it('points at the first column of a file whose text is not at hand', () => {
    const finding = {
      rule: 'missing-golden',
      severity: 'error',
      message: 'no fixture',
      path: 'v1',
      start: 9,
      end: 9,
    } as const;
    expect(renderCompact(reportOf({ findings: [finding] }), plain)).toBe(
      'v1:1:1: error: no fixture [missing-golden]\n',
    );
  });
});
