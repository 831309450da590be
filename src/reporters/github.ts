// Workflow commands that GitHub turns into annotations on the changed lines of a pull request.
// One command is one line: every line break in a message is escaped, so no message can issue a command of its own.

import type { Finding, Severity } from '../diagnostics/finding.ts';
import type { Report } from '../diagnostics/report.ts';
import { gateCells } from './gate-rows.ts';
import { locate } from './location.ts';
import { type ReporterOptions, shownFindings } from './reporter.ts';
import { visible } from './visible.ts';

const commands: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'notice' };

export function renderGithub(report: Report, options: ReporterOptions): string {
  let text = '';
  for (const finding of shownFindings(report, options)) text += `${command(finding, report)}\n`;
  for (const cells of gateCells(report.gates ?? [], options.quiet))
    text += `${cells.map(visible).join('  ').trimEnd()}\n`;
  return text;
}

function command(finding: Finding, report: Report): string {
  const properties = [...place(finding, report), ['title', `leyline(${finding.rule})`]]
    .map(([name, value]) => `${name}=${escapeProperty(value ?? '')}`)
    .join(',');
  return `::${commands[finding.severity]} ${properties}::${escapeData(body(finding, report))}`;
}

function place(finding: Finding, report: Report): string[][] {
  const { source, start, end } = locate(finding, report.sources);
  if (!source) return [['file', finding.path]];
  const line = ['line', String(start.line)];
  const endLine = ['endLine', String(end.line)];
  // The runner drops an annotation's columns when it spans lines, and says so in the log.
  if (start.line !== end.line) return [['file', finding.path], line, endLine];
  const columns = [['col', String(start.column)], endLine, ['endColumn', String(end.column)]];
  return [['file', finding.path], line, ...columns];
}

function body(finding: Finding, report: Report): string {
  const lines = [finding.message];
  if (finding.help !== undefined) lines.push(`help: ${finding.help}`);
  for (const related of finding.related ?? []) {
    const { start } = locate(related, report.sources);
    lines.push(`note: ${related.path}:${start.line}:${start.column}: ${related.message}`);
  }
  return lines.join('\n');
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
