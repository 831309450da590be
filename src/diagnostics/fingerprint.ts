// A name for a finding that survives edits elsewhere in its file: baseline, GitLab and SARIF track findings by it.

import { createHash } from 'node:crypto';
import { lineSpan, positionAt, type SourceFile } from '../text/source-file.ts';
import type { Finding } from './finding.ts';

const MAX_LINE = 500;

/**
 * One fingerprint per finding, in the same order: 32 hex digits from rule, path, message and the text of the line,
 * never from the line number. Equal findings on equal lines are told apart by their ordinal, so `findings` must be sorted.
 */
export function fingerprints(findings: readonly Finding[], sources: ReadonlyMap<string, SourceFile>): string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const content = [finding.rule, finding.path, finding.message, lineText(finding, sources)].join('\0');
    const ordinal = seen.get(content) ?? 0;
    seen.set(content, ordinal + 1);
    return createHash('sha256').update(`${content}\0${ordinal}`).digest('hex').slice(0, 32);
  });
}

function lineText(finding: Finding, sources: ReadonlyMap<string, SourceFile>): string {
  const source = sources.get(finding.path);
  if (!source) return '';
  const span = lineSpan(source, positionAt(source, finding.start).line);
  // A whole generated file may stand on one line; its beginning is enough to tell it by.
  return source.text.slice(span.start, Math.min(span.end, span.start + MAX_LINE)).trim();
}
