import { describe, expect, it } from 'vitest';
import { renderGithub } from '../../src/reporters/github.ts';
import { placeOf, plain, reportOf, sample } from './sample-report.ts';

describe('github', () => {
  it('is one workflow command per finding, without the excused', () => {
    expect(renderGithub(sample, plain).split('\n')).toEqual([
      "::warning file=contracts/v1/pause.proto,line=5,col=9,endLine=5,endColumn=24,title=leyline(duration-as-number)::field 'timeout_seconds' counts seconds as a bare number%0Ahelp: use google.protobuf.Duration, or milliseconds in a field that ends in '_ms'",
      "::notice file=contracts/v1/state.proto,line=4,col=1,endLine=4,endColumn=25,title=leyline(import-unused)::import 'v1/pause.proto' is not used",
      "::error file=contracts/v1/state.proto,line=8,col=3,endLine=8,endColumn=22,title=leyline(no-map-fields)::map field 'metrics' in cross-plane message 'SystemStatePacket'%0Ahelp: use a repeated message with a key and a value%0Anote: src/tamiyo/bus.ts:3:35: the message crosses planes here",
      "::error file=contracts/v1/state.proto,line=9,endLine=12,title=leyline(no-cross-plane-oneof)::members of oneof 'cause' belong to different planes: training, control",
      '',
    ]);
  });

  it('escapes what would end a property, a message or a command', () => {
    const path = 'a:b,c%\n::error::d.proto';
    const files = { [path]: 'message A {}' };
    const message = '100%: a, b\r\n::error::injected';
    const report = reportOf({
      files,
      findings: [{ rule: 'r', severity: 'error', message, ...placeOf(files, path, 'A') }],
    });
    expect(renderGithub(report, plain)).toBe(
      '::error file=a%3Ab%2Cc%25%0A%3A%3Aerror%3A%3Ad.proto,line=1,col=9,endLine=1,endColumn=10,title=leyline(r)::100%25: a, b%0D%0A::error::injected\n',
    );
  });

  it('names only the file when its text is not at hand, and only errors when quiet', () => {
    const place = { path: 'golden/a.bin', start: 0, end: 0, rule: 'r', message: 'm' };
    const report = reportOf({
      findings: [
        { ...place, severity: 'error' },
        { ...place, severity: 'warning', rule: 's' },
      ],
    });
    expect(renderGithub(report, { ...plain, quiet: true })).toBe('::error file=golden/a.bin,title=leyline(r)::m\n');
  });
});
