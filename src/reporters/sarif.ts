// SARIF 2.1.0, for code scanning: one run, every rule that ran, every finding, the excused ones as suppressed.

import type { Excuse, FileEdit, Finding, Fix, RelatedPlace } from '../diagnostics/finding.ts';
import { fingerprints } from '../diagnostics/fingerprint.ts';
import type { Report } from '../diagnostics/report.ts';
import type { Sources } from './location.ts';
import type { ReporterOptions } from './reporter.ts';
import { artifactLocation, physicalLocation, ROOT, region } from './sarif-location.ts';
import { levels, ruleDescriptor, ruleIds } from './sarif-rules.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

export function renderSarif(report: Report, options: ReporterOptions): string {
  const ids = ruleIds(report);
  const indexOf = new Map(ids.map((id, i) => [id, i]));
  const names = fingerprints(report.findings, report.sources);
  const driver = {
    name: 'leyline',
    version: report.toolVersion,
    ...(options.homepage === undefined ? {} : { informationUri: options.homepage }),
    rules: ids.map((id) => ruleDescriptor(id, report, options)),
  };
  const run = {
    tool: { driver },
    columnKind: 'utf16CodeUnits',
    // Without a URI: where the project lies on this machine is nobody's business, and would differ between runs.
    originalUriBaseIds: { [ROOT]: { description: { text: 'the root of the project' } } },
    results: report.findings.map((finding, i) => ({
      ruleId: finding.rule,
      ruleIndex: indexOf.get(finding.rule),
      ...result(finding, report.sources),
      partialFingerprints: { 'leyline/v1': names[i] },
    })),
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

function result(finding: Finding, sources: Sources) {
  const related = finding.related ?? [];
  return {
    level: levels[finding.severity],
    message: { text: messageText(finding) },
    locations: [{ physicalLocation: physicalLocation(finding, sources) }],
    ...(related.length > 0 ? { relatedLocations: related.map((place, i) => relatedLocation(place, i, sources)) } : {}),
    ...(finding.fix && finding.fix.edits.length > 0 ? { fixes: [fixObject(finding.fix, sources)] } : {}),
    // Empty, not absent: absent would say that nobody looked.
    suppressions: finding.excused ? [suppression(finding.excused)] : [],
  };
}

/** The message, the help, and a link per related place: code scanning shows those places only where a link names them. */
function messageText(finding: Finding): string {
  const lines = [finding.message];
  if (finding.help !== undefined) lines.push(`help: ${finding.help}`);
  for (const [i, place] of (finding.related ?? []).entries()) {
    lines.push(`note: [${place.message.replace(/[\\[\]]/g, '\\$&')}](${i + 1})`);
  }
  return lines.join('\n');
}

function relatedLocation(place: RelatedPlace, index: number, sources: Sources) {
  return {
    id: index + 1,
    message: { text: place.message },
    physicalLocation: physicalLocation(place, sources),
  };
}

function fixObject(fix: Fix, sources: Sources) {
  const byPath = new Map<string, FileEdit[]>();
  for (const edit of fix.edits) {
    const edits = byPath.get(edit.path);
    if (edits) edits.push(edit);
    else byPath.set(edit.path, [edit]);
  }
  const artifactChanges = [...byPath].map(([path, edits]) => ({
    artifactLocation: artifactLocation(path),
    replacements: edits.map((edit) => ({
      deletedRegion: region(edit, sources),
      insertedContent: { text: edit.text },
    })),
  }));
  return { description: { text: fix.title }, artifactChanges, properties: { kind: fix.kind } };
}

function suppression(excuse: Excuse) {
  return {
    kind: excuse.by === 'comment' ? 'inSource' : 'external',
    status: 'accepted',
    justification: excuse.reason,
    properties: {
      by: excuse.by,
      ...(excuse.owner === undefined ? {} : { owner: excuse.owner }),
      ...(excuse.until === undefined ? {} : { until: excuse.until }),
    },
  };
}
