// The changelog of the contracts: one section per released version, written from facts. Everything that is there stays.

import type { Level } from '../model/change/level.ts';
import type { ReleaseChange } from '../model/release/release-state.ts';
import type { VersionDecision } from './decide.ts';

const HEAD = `# Contract changelog

Every release of the contracts, newest first. Written by \`leyline bump\`.
`;

const TITLES: readonly (readonly [Level, string])[] = [
  ['major', 'Major'],
  ['minor', 'Minor'],
  ['patch', 'Patch'],
];

/** The text after the release; the same as before where there is nothing to tell. */
export function writeChangelog(
  before: string | undefined,
  decisions: readonly VersionDecision[],
  date: string,
): string {
  const sections = decisions.map((decision) => section(decision, date));
  const text = before ?? HEAD;
  if (sections.length === 0) return text;
  const added = sections.join('\n');
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const at = text.search(/^## (?!\[?unreleased)/im);
  const own = added.replaceAll('\n', lineEnd);
  if (at !== -1) return `${text.slice(0, at)}${own}${lineEnd}${text.slice(at)}`;
  return `${text}${text === '' || /\n\s*\n$/.test(text) ? '' : text.endsWith('\n') ? lineEnd : lineEnd.repeat(2)}${own}`;
}

function section(decision: VersionDecision, date: string): string {
  const { name, to, from, next } = decision;
  switch (decision.action) {
    case 'first':
      return `## ${name} ${to} (${date})\n\nFirst release.\n`;
    case 'freeze':
      return `## ${name} ${to} (${date})\n\nFrozen.\n`;
    case 'drop':
      return `## ${name} (${date})\n\nRemoved; its last release was ${from}.\n`;
    case 'next':
      return `## ${next} ${to} (${date})\n\nSucceeds ${name} ${from}, which is frozen.\n${lists(decision.reasons)}`;
    default:
      return `## ${name} ${to} (${date})\n${lists(decision.reasons)}`;
  }
}

function lists(reasons: readonly ReleaseChange[]): string {
  if (reasons.length === 0) return '\nNo change of the schema.\n';
  return TITLES.map(([level, title]) => {
    const sentences = reasons.filter((reason) => reason.level === level).map(({ sentence }) => `- ${sentence}\n`);
    return sentences.length === 0 ? '' : `\n### ${title}\n\n${[...new Set(sentences)].join('')}`;
  }).join('');
}
