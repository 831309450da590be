// Reports for the reporter tests: a builder that finds spans by their text, and one report with a bit of everything.

import { type Finding, sortFindings } from '../../src/diagnostics/finding.ts';
import { type Report, type RuleInfo, summarize } from '../../src/diagnostics/report.ts';
import type { ReporterOptions } from '../../src/reporters/reporter.ts';

export const plain: ReporterOptions = { color: false, quiet: false, verbose: false };

export interface ReportParts {
  readonly files?: Readonly<Record<string, string>>;
  readonly findings?: readonly Finding[];
  readonly rules?: readonly RuleInfo[];
  readonly fileCount?: number;
}

export function reportOf({ files = {}, findings = [], rules = [], fileCount }: ReportParts): Report {
  const sorted = sortFindings(findings);
  return {
    toolVersion: '0.1.0',
    findings: sorted,
    sources: new Map(Object.entries(files).map(([path, text]) => [path, { path, text }])),
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    summary: summarize(sorted, fileCount ?? Object.keys(files).length),
  };
}

/** The span of the first `needle` in a file. */
export function placeOf(files: Readonly<Record<string, string>>, path: string, needle: string) {
  const start = files[path]?.indexOf(needle) ?? -1;
  if (start === -1) throw new Error(`'${needle}' is not in ${path}`);
  return { path, start, end: start + needle.length };
}

const files = {
  'contracts/v1/pause.proto': [
    'syntax = "proto3";',
    '',
    'message PauseRequest {',
    '  string subsystem = 1;',
    '  int64 timeout_seconds = 2;',
    '}',
    '',
  ].join('\n'),
  'contracts/v1/state.proto': [
    'syntax = "proto3";',
    'package esper.system_state.v1;',
    '',
    'import "v1/pause.proto";',
    '',
    'message SystemStatePacket {',
    '  int32 version = 1;',
    '  map<string, double> metrics = 2;',
    '  oneof cause {',
    '    TrainingCause training = 3;',
    '    PauseRequest pause = 4;',
    '  }',
    '}',
    '',
  ].join('\n'),
  'src/tamiyo/bus.ts': [
    "import { SystemStatePacket } from './generated/state.js';",
    '',
    'export const encode = (packet) => SystemStatePacket.encode(packet).finish();',
    '',
  ].join('\n'),
};

const inPause = (needle: string) => placeOf(files, 'contracts/v1/pause.proto', needle);
const inState = (needle: string) => placeOf(files, 'contracts/v1/state.proto', needle);
const inBus = (needle: string) => placeOf(files, 'src/tamiyo/bus.ts', needle);

/** Two errors, a warning, an info and an excused finding in three files, with help, related places and both kinds of fix. */
export const sample: Report = reportOf({
  files,
  fileCount: 31,
  rules: [
    {
      id: 'no-map-fields',
      group: 'governance',
      severity: 'error',
      summary: 'map fields make bytes differ between runs and languages',
      why: 'The order of map entries on the wire is not defined, so equal messages have unequal bytes and hashes.',
    },
    {
      id: 'duration-as-number',
      group: 'governance',
      severity: 'warning',
      summary: 'a time span as a bare number in a unit other than milliseconds',
      why: 'A number without a unit is read in another unit by the next team.',
    },
  ],
  findings: [
    {
      rule: 'no-map-fields',
      severity: 'error',
      message: "map field 'metrics' in cross-plane message 'SystemStatePacket'",
      help: 'use a repeated message with a key and a value',
      ...inState('map<string, double>'),
      related: [{ ...inBus('SystemStatePacket.encode(packet)'), message: 'the message crosses planes here' }],
      fix: {
        title: "replace with repeated 'MetricsEntry' (changes generated code)",
        kind: 'suggestion',
        edits: [
          { ...inState('map<string, double> metrics'), text: 'repeated MetricsEntry metrics' },
          {
            path: 'contracts/v1/state.proto',
            start: files['contracts/v1/state.proto'].length,
            end: files['contracts/v1/state.proto'].length,
            text: '\nmessage MetricsEntry {\n  string key = 1;\n  double value = 2;\n}\n',
          },
        ],
      },
    },
    {
      rule: 'no-cross-plane-oneof',
      severity: 'error',
      message: "members of oneof 'cause' belong to different planes: training, control",
      ...inState('oneof cause {\n    TrainingCause training = 3;\n    PauseRequest pause = 4;\n  }'),
    },
    {
      rule: 'duration-as-number',
      severity: 'warning',
      message: "field 'timeout_seconds' counts seconds as a bare number",
      help: "use google.protobuf.Duration, or milliseconds in a field that ends in '_ms'",
      ...inPause('timeout_seconds'),
    },
    {
      rule: 'import-unused',
      severity: 'info',
      message: "import 'v1/pause.proto' is not used",
      ...inState('import "v1/pause.proto";'),
      fix: {
        title: 'remove the import',
        kind: 'safe',
        edits: [{ ...inState('import "v1/pause.proto";\n'), text: '' }],
      },
    },
    {
      rule: 'no-manual-serialization',
      severity: 'error',
      message: "'SystemStatePacket' is encoded by hand",
      ...inBus('SystemStatePacket.encode(packet)'),
      excused: { by: 'exception', reason: 'moves to the codec in Q1', owner: 'data-architect', until: '2027-01-31' },
    },
  ],
});
