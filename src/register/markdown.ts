// The register as a Markdown page for people: what is generated stands between markers, everything else is theirs and stays.

import { beginMarker, END_MARKER, type PageBlock, readBlocks } from './page-blocks.ts';
import type { Register, RegisteredKind, RegisteredType, Subsystem } from './register.ts';
import { shortNames } from './short-names.ts';

/** Data kinds in the order in which they are listed. */
const HEADINGS: readonly (readonly [RegisteredKind, string])[] = [
  ['dataclass', 'Dataclasses'],
  ['named-tuple', 'Named tuples'],
  ['typed-dict', 'Typed dictionaries'],
  ['protocol', 'Protocols'],
  ['pydantic-model', 'Pydantic models'],
  ['interface', 'Interfaces'],
  ['type-alias', 'Type aliases'],
  ['class', 'Classes'],
  ['schema', 'Schemas'],
];

const HEAD = `# Contract Register

## Purpose

This register lists the enums and data types that stand outside the generated bindings, subsystem by subsystem, so that hidden
coupling is seen. \`leyline register\` writes what is between the markers; everything else on this page is kept as it is.
`;

const NO_NOTES = '- _None._';
const NOTHING_LEFT = '- _Nothing is declared here any more._';

export interface MarkdownOptions {
  /** A type that so many other subsystems import is shared. */
  readonly threshold: number;
}

/** The page with its generated parts made new. `path` names the old page in complaints. */
export function registerMarkdown(
  register: Register,
  old: string | undefined,
  path: string,
  options: MarkdownOptions,
): string {
  const isCrlf = old?.includes('\r\n') === true;
  const lines = (old ?? HEAD).replaceAll('\r\n', '\n').trimEnd().split('\n');
  const named = shortNames(register.subsystems);
  const known = new Map(register.subsystems.map((subsystem) => [subsystem.path, subsystem]));
  const parts = new Map(
    [...known.values()].map((subsystem) => [subsystem.path, generatedPart(subsystem, register, named, options)]),
  );
  const kept = renewBlocks(lines, readBlocks(lines, path), parts);
  const text = addSections(kept, parts).join('\n');
  const page = `${text.trimEnd()}\n`;
  return isCrlf ? page.replaceAll('\n', '\r\n') : page;
}

function generatedPart(
  { path, hasPython }: Subsystem,
  { types }: Register,
  named: ReadonlyMap<string, string>,
  options: MarkdownOptions,
): string[] {
  const own = types.filter(({ subsystem }) => subsystem === path);
  const groups = HEADINGS.filter(([kind]) => own.some((type) => type.kind === kind));
  const lines: string[] = [];
  if (groups.length === 0) lines.push(`**${hasPython ? 'Dataclasses' : 'Data types'}**`, '', '- _None defined._', '');
  for (const [kind, heading] of groups) {
    lines.push(`**${heading}**`, '', ...rowsOf(own, kind, named, options), '');
  }
  const enums = rowsOf(own, 'enum', named, options);
  return [...lines, '**Enums**', '', ...(enums.length > 0 ? enums : ['- _None defined._'])];
}

function rowsOf(
  types: readonly RegisteredType[],
  wanted: RegisteredKind,
  named: ReadonlyMap<string, string>,
  options: MarkdownOptions,
): string[] {
  return types.filter(({ kind }) => kind === wanted).map((type) => row(type, named, options));
}

function row(
  { name, path, line, summary, importedBy, mirrors }: RegisteredType,
  named: ReadonlyMap<string, string>,
  { threshold }: MarkdownOptions,
): string {
  const users = importedBy.map((subsystem) => `\`${named.get(subsystem) ?? subsystem}\``).join(', ');
  const facts = [
    ...(summary === '' ? [] : [escaped(/[.!?…]$/.test(summary) ? summary : `${summary}.`)]),
    ...(users === '' ? [] : [`${importedBy.length >= threshold ? 'Shared: imported' : 'Imported'} by ${users}.`]),
    ...(mirrors ? [`Mirrors \`${mirrors.contract}\`.`] : []),
  ];
  const place = `\`${name}\` (\`${path}:${line}\`)`;
  return facts.length === 0 ? `- ${place}` : `- ${place} — ${facts.join(' ')}`;
}

/** What a docstring says is text, and no markup that could end a comment or begin one. */
function escaped(text: string): string {
  return text.replaceAll('<', '\\<');
}

/** The lines with each block made new; a section that says nothing by hand goes with its subsystem. */
function renewBlocks(
  lines: readonly string[],
  blocks: readonly PageBlock[],
  parts: ReadonlyMap<string, readonly string[]>,
): string[] {
  const kept: string[] = [];
  let from = 0;
  for (const block of blocks) {
    const part = parts.get(block.subsystem);
    if (!part && !saysAnythingByHand(lines, block)) {
      kept.push(...lines.slice(from, block.sectionStart));
      from = block.sectionEnd;
      continue;
    }
    kept.push(...lines.slice(from, block.begin + 1), ...(part ?? [NOTHING_LEFT]));
    from = block.end;
  }
  return [...kept, ...lines.slice(from)];
}

function saysAnythingByHand(lines: readonly string[], block: PageBlock): boolean {
  const around = [...lines.slice(block.sectionStart + 1, block.begin), ...lines.slice(block.end + 1, block.sectionEnd)];
  return around.some((line) => !['', '**Notes**', NO_NOTES].includes(line.trim()));
}

/** Sections for subsystems that have none: below their heading, if somebody has written it, else in order of names. */
function addSections(lines: readonly string[], parts: ReadonlyMap<string, readonly string[]>): string[] {
  const result = [...lines];
  const present = new Set(readBlocks(lines, '').map(({ subsystem }) => subsystem));
  for (const [subsystem, part] of parts) {
    if (present.has(subsystem)) continue;
    const block = [beginMarker(subsystem), ...part, END_MARKER];
    const heading = result.findIndex((line) => line.trim() === `## ${subsystem}`);
    if (heading !== -1) {
      result.splice(heading + 1, 0, '', ...block);
      continue;
    }
    const section = [`## ${subsystem}`, '', ...block, '', '**Notes**', '', NO_NOTES];
    const next = readBlocks(result, '').find((other) => other.subsystem > subsystem);
    if (next) result.splice(next.sectionStart, 0, ...section, '');
    else result.push('', ...section);
  }
  return result;
}
