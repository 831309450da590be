// A list of changes as text for a terminal, as Markdown for a comment, or as JSON.

import { LEVELS, type Level } from '../model/change/level.ts';
import { counted } from '../reporters/summary-sentence.ts';
import type { ChangeReport, ListedChange, ListedSource, ListedTopic } from './list-changes.ts';

export type DiffFormat = 'text' | 'markdown' | 'json';

export function printChanges(report: ChangeReport, format: DiffFormat): string {
  if (format === 'json') return `${JSON.stringify(report, undefined, 2)}\n`;
  return format === 'markdown' ? markdown(report) : text(report);
}

const WORST_FIRST = [...LEVELS].reverse();

function groups({ changes }: ChangeReport): readonly (readonly [Level, readonly ListedChange[]])[] {
  return WORST_FIRST.map((level) => [level, changes.filter((change) => change.level === level)] as const).filter(
    ([, own]) => own.length > 0,
  );
}

function sentence({ against, changes, level }: ChangeReport): string {
  if (changes.length === 0) return `nothing changed since ${oneLine(against)}`;
  return `${counted(changes.length, 'change')} since ${oneLine(against)}: ${level}`;
}

function text(report: ChangeReport): string {
  const lines: string[] = [];
  for (const [level, changes] of groups(report)) {
    lines.push(`${level} (${changes.length})`);
    for (const change of changes) lines.push(`  ${placeText(change)}  ${oneLine(change.message)}`);
    lines.push('');
  }
  if (report.topics.length > 0) {
    lines.push(`topics (${report.topics.length})`);
    for (const topic of report.topics) lines.push(`  ${oneLine(topicText(topic))}`);
    lines.push('');
  }
  if (report.sources.length > 0) {
    lines.push(`sources (${report.sources.length})`);
    for (const source of report.sources) lines.push(`  ${oneLine(sourceText(source))}`);
    lines.push('');
  }
  lines.push(sentence(report));
  return `${lines.join('\n')}\n`;
}

function placeText({ before, after }: ListedChange): string {
  const place = after ?? before;
  return place ? `${oneLine(place.path)}:${place.line}:${place.column}` : '-';
}

function topicText({ name, level, publishers, consumers, planes }: ListedTopic): string {
  const between = planes.length === 0 ? '' : `; planes ${planes.join(', ')}`;
  return `${name} (${level}): ${publishers.join(', ') || 'nobody'} to ${consumers.join(', ') || 'nobody'}${between}`;
}

function sourceText({ path, line, column, elements }: ListedSource): string {
  return `${path}:${line}:${column}  ${elements.join(', ')}`;
}

function markdown(report: ChangeReport): string {
  const blocks = [`### Contract changes`, `${capital(escaped(sentence(report)))}.`];
  for (const [level, changes] of groups(report)) {
    const rows = changes.map((change) => `- ${escaped(change.message)} (${code(placeText(change))})`);
    const list = rows.join('\n');
    // what is worst is seen at once
    const isOpen = level === 'major' || level === report.level;
    const title = `${level} (${changes.length})`;
    blocks.push(isOpen ? `#### ${capital(title)}\n\n${list}` : folded(title, list));
  }
  if (report.topics.length > 0) blocks.push(topicTable(report.topics));
  if (report.sources.length > 0) {
    const rows = report.sources.map(
      ({ path, line, elements }) => `- ${code(`${path}:${line}`)}: ${elements.map(code).join(', ')}`,
    );
    blocks.push(folded(`source files that mention what changed (${rows.length})`, rows.join('\n')));
  }
  return `${blocks.join('\n\n')}\n`;
}

function folded(title: string, body: string): string {
  return `<details><summary>${capital(title)}</summary>\n\n${body}\n\n</details>`;
}

function topicTable(topics: readonly ListedTopic[]): string {
  const cell = (values: readonly string[]) => values.map((value) => escaped(value)).join(', ') || '-';
  const rows = topics.map(
    ({ name, level, payload, publishers, consumers, planes }) =>
      `| ${[code(name), level, code(payload), cell(publishers), cell(consumers), cell(planes)].join(' | ')} |`,
  );
  return [
    '| Topic | Level | Payload | Published by | Consumed by | Planes |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function capital(sentenceText: string): string {
  return sentenceText.charAt(0).toUpperCase() + sentenceText.slice(1);
}

/** Texts of files may hold anything. */
function escaped(value: string): string {
  return oneLine(value).replace(/[\\`*_{}[\]<>#|~&]/g, '\\$&');
}

function code(value: string): string {
  const plain = oneLine(value).replaceAll('|', '\\|');
  return plain.includes('`') ? `\`\` ${plain} \`\`` : `\`${plain}\``;
}

function oneLine(value: string): string {
  return value.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
}
