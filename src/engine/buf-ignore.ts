// Excuses findings by `buf:lint:ignore ID` comments, which projects that come from Buf have. They stand above what they
// speak of, a line for each rule. Where Buf still reads them, they mean to us exactly what they mean to Buf.

import type { Finding } from '../diagnostics/finding.ts';
import type { FileDescriptor } from '../model/proto/schema/descriptor.ts';
import type { FileNode } from '../model/proto/syntax/ast.ts';
import type { Span } from '../text/source-file.ts';
import { speakersFor } from './buf-ignore-scope.ts';
import { bufLeadingComment } from './buf-leading-comment.ts';
import type { EngineFlaw } from './engine-checks.ts';
import type { Suppressed } from './suppression.ts';

const KEYWORD = 'buf:lint:ignore';

/** `as-buf-does`: an id that merely begins with the rule's is enough. */
export type BufIgnoreReading = 'exact' | 'as-buf-does';

export interface BufIgnoreInput {
  readonly findings: readonly Finding[];
  /** The files under check. */
  readonly files: readonly FileDescriptor[];
  /** Buf's id of a rule, by ours. */
  readonly bufIds: ReadonlyMap<string, string>;
  /** How comments in a file are read; nothing where they have no effect. */
  readonly readingIn: (path: string) => BufIgnoreReading | undefined;
  /** Whether the rule had its say on the whole file, so that a comment without effect is one that can go. */
  readonly ranOn: (rule: string, path: string) => boolean;
}

export function applyBufIgnores(input: BufIgnoreInput): Suppressed {
  const files = new Map<string, BufIgnores>();
  for (const { path, node } of input.files) {
    if (!node.source.text.includes(KEYWORD)) continue;
    const reading = input.readingIn(path);
    const lines = reading === undefined ? [] : ignoreLines(node);
    if (reading === undefined || lines.length === 0) continue;
    files.set(path, { node, lines, reading, above: new Map(), used: new Set() });
  }
  if (files.size === 0) return { findings: input.findings, flaws: [] };
  const findings = input.findings.map((finding) => {
    const ignores = files.get(finding.path);
    const id = input.bufIds.get(finding.rule);
    return ignores && id !== undefined ? excuse(finding, id, ignores) : finding;
  });
  return { findings, flaws: [...files.values()].flatMap((ignores) => unusedFlaws(ignores, input)) };
}

interface BufIgnores {
  readonly node: FileNode;
  /** In source order. */
  readonly lines: readonly IgnoreLine[];
  readonly reading: BufIgnoreReading;
  /** Those above a statement that mean a rule, by its id, once they were asked for. */
  readonly above: Map<Span, Map<string, readonly IgnoreLine[]>>;
  readonly used: Set<IgnoreLine>;
}

/** From the keyword to the end of the comment's line. */
interface IgnoreLine extends Span {
  /** What stands behind the keyword and a blank. */
  readonly text: string;
}

const ABOUT_MESSAGES: ReadonlySet<string> = new Set(['MESSAGE_PASCAL_CASE', 'COMMENT_MESSAGE']);

function excuse(finding: Finding, id: string, ignores: BufIgnores): Finding {
  // What a file as a whole is blamed for has no place that a comment could speak of.
  if (finding.end === 0) return finding;
  const speakers = speakersFor(ignores.node, finding.start, ABOUT_MESSAGES.has(id));
  const meant = speakers.map((speaker) => linesAbove(speaker, id, ignores)).filter(({ length }) => length > 0);
  const line = meant[0]?.[0];
  for (const [first] of meant) if (first) ignores.used.add(first);
  if (!line || finding.excused) return finding;
  return { ...finding, excused: { by: 'comment', reason: reasonIn(line) } };
}

/** Those that mean the rule in the comment that leads the statement. */
function linesAbove(statement: Span, id: string, { node, lines, reading, above }: BufIgnores): readonly IgnoreLine[] {
  const byId = above.get(statement) ?? new Map<string, readonly IgnoreLine[]>();
  above.set(statement, byId);
  const known = byId.get(id);
  if (known) return known;
  const before = countBefore(lines, statement.start);
  const comment = before === 0 ? undefined : bufLeadingComment(node, statement);
  const isMeant = ({ text }: IgnoreLine) =>
    text.startsWith(id) && (reading !== 'exact' || !/^\w/.test(text.slice(id.length, id.length + 1)));
  const found = comment ? lines.slice(countBefore(lines, comment.start), before).filter(isMeant) : [];
  byId.set(id, found);
  return found;
}

function countBefore(lines: readonly IgnoreLine[], offset: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((lines[middle] as IgnoreLine).start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function reasonIn({ text }: IgnoreLine): string {
  const words = text.replace(/^\w+[\s:,;.–—-]*/, '').trim();
  return /[\p{L}\p{N}]/u.test(words) ? words : KEYWORD;
}

/** Lines of comments that begin with the keyword; more than one blank behind it, and Buf takes it for prose. */
function ignoreLines({ source: { text }, comments }: FileNode): IgnoreLine[] {
  const lines: IgnoreLine[] = [];
  let at = text.indexOf(KEYWORD);
  for (let i = 0; i < comments.length && at !== -1; i += 2) {
    const start = comments[i] as number;
    const end = comments[i + 1] as number;
    if (at < start) at = text.indexOf(KEYWORD, start);
    while (at !== -1 && at < end) {
      const lineBreak = text.indexOf('\n', at);
      const isBlock = text.charCodeAt(start + 1) === ASTERISK;
      const lineEnd = Math.min(isBlock ? end - 2 : end, lineBreak === -1 ? end : lineBreak);
      const behind = at + KEYWORD.length;
      if (beginsLine(text, start, at, isBlock) && text.charCodeAt(behind) === BLANK) {
        lines.push({ start: at, end: lineEnd, text: text.slice(behind + 1, lineEnd).trimEnd() });
      }
      at = text.indexOf(KEYWORD, behind);
    }
  }
  return lines;
}

const NEWLINE = 0x0a;
const BLANK = 0x20;
const ASTERISK = 0x2a;

/** Whether only blanks, and in a block comment an asterisk, stand between the keyword and the line or comment it begins. */
function beginsLine(text: string, comment: number, at: number, isBlock: boolean): boolean {
  let hasMark = false;
  for (let before = at - 1; before >= comment + 2; before--) {
    const code = text.charCodeAt(before);
    if (code === NEWLINE) return true;
    if (code === ASTERISK && isBlock && !hasMark) hasMark = true;
    else if (code > BLANK) return false;
  }
  // The first line of a block comment is not stripped of marks.
  return !hasMark;
}

function unusedFlaws({ node, lines, reading, used }: BufIgnores, { bufIds, ranOn }: BufIgnoreInput): EngineFlaw[] {
  if (reading !== 'exact') return [];
  const { path } = node.source;
  return lines.flatMap((line): EngineFlaw[] => {
    const id = /^\w*/.exec(line.text)?.[0] ?? '';
    const rules = [...bufIds].filter(([, bufId]) => bufId === id).map(([rule]) => rule);
    if (used.has(line) || !rules.some((rule) => ranOn(rule, path))) return [];
    const message = `'${KEYWORD} ${id}' excuses nothing`;
    const help = `take it out: ${rules.join(' and ')} ran on this file and has nothing to report there`;
    return [{ rule: 'suppression-unused', path, start: line.start, end: line.end, message, help }];
  });
}
