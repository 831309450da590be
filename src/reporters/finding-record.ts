// A finding as `json` and `jsonl` write it: every key always there, null for what is absent.
// docs/schemas/report.schema.json is this shape's contract; a change here is a change there.

import type { Excuse, FileEdit, Finding, Fix, Place, RelatedPlace } from '../diagnostics/finding.ts';
import type { Position } from '../text/source-file.ts';
import { locate, type Sources } from './location.ts';

interface PlaceRecord {
  readonly path: string;
  readonly start: Position;
  readonly end: Position;
}

export interface FindingRecord extends PlaceRecord {
  readonly rule: string;
  readonly severity: Finding['severity'];
  readonly message: string;
  readonly help: string | null;
  readonly related: readonly (PlaceRecord & { readonly message: string })[];
  readonly fix: FixRecord | null;
  readonly excused: { readonly [key in keyof Required<Excuse>]: string | null } | null;
}

interface FixRecord extends Pick<Fix, 'title' | 'kind'> {
  readonly edits: readonly (PlaceRecord & { readonly text: string })[];
}

export function findingRecord(finding: Finding, sources: Sources): FindingRecord {
  const { excused, fix } = finding;
  return {
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    ...placeRecord(finding, sources),
    help: finding.help ?? null,
    related: (finding.related ?? []).map((place: RelatedPlace) => ({
      ...placeRecord(place, sources),
      message: place.message,
    })),
    fix: fix ? fixRecord(fix, sources) : null,
    excused: excused
      ? { by: excused.by, reason: excused.reason, owner: excused.owner ?? null, until: excused.until ?? null }
      : null,
  };
}

function fixRecord(fix: Fix, sources: Sources): FixRecord {
  const edits = fix.edits.map((edit: FileEdit) => ({ ...placeRecord(edit, sources), text: edit.text }));
  return { title: fix.title, kind: fix.kind, edits };
}

function placeRecord(place: Place, sources: Sources): PlaceRecord {
  const { start, end } = locate(place, sources);
  return { path: place.path, start, end };
}
