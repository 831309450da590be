// Places as SARIF has them: percent-encoded URIs below %SRCROOT%, regions in UTF-16 code units.

import type { Place } from '../diagnostics/finding.ts';
import { locate, type Sources } from './location.ts';

export const ROOT = '%SRCROOT%';

export function artifactLocation(path: string) {
  // A lone surrogate has no UTF-8 form, and encodeURIComponent throws on it.
  const uri = path
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  return { uri, uriBaseId: ROOT };
}

/** The place in its file; only the file where the text is not at hand, for then no line or column is known. */
export function physicalLocation(place: Place, sources: Sources) {
  const location = { artifactLocation: artifactLocation(place.path) };
  return sources.has(place.path) ? { ...location, region: region(place, sources) } : location;
}

export function region(place: Place, sources: Sources) {
  const { source, start, end } = locate(place, sources);
  const charLength = end.offset - start.offset;
  if (!source) return { charOffset: start.offset, charLength };
  const lines = { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
  // SARIF counts characters of the decoded text, to which a byte order mark does not belong.
  const bom = source.text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const charOffset = Math.max(0, start.offset - bom);
  return { ...lines, charOffset, charLength: Math.max(0, end.offset - bom) - charOffset };
}
