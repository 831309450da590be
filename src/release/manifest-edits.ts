// Edits of `versions.yaml` for a release: values are replaced where they stand, new lines are put beside their like.
// Comments, order and everything unknown stay. Only block style is edited; whoever applies the edits reads them back.

import type { ContractVersion } from '../model/contract-set.ts';
import type { TextEdit } from '../text/edit.ts';
import type { SourceFile, Span } from '../text/source-file.ts';

export interface NewVersion {
  readonly name: string;
  readonly version: string;
  readonly released: string;
  readonly packages: readonly string[];
}

export class ManifestEdits {
  readonly #text: string;
  readonly #newline: string;
  readonly edits: TextEdit[] = [];

  constructor({ text }: SourceFile) {
    this.#text = text;
    this.#newline = text.includes('\r\n') ? '\r\n' : '\n';
  }

  setStatus({ status }: ContractVersion, value: string): void {
    this.#replace(status.place, value);
  }

  setVersion(version: ContractVersion, value: string): void {
    if (version.version?.value === value) return;
    if (version.version) this.#replace(version.version.place, value);
    else this.#insertAfter(version.status.place, [`version: ${value}`]);
  }

  /** Leaves a date alone that is there. */
  addDate(version: ContractVersion, key: 'released' | 'deprecated', date: string): void {
    const block = this.#block(version);
    if (new RegExp(`^[ \\t]+${key}[ \\t]*:`, 'm').test(this.#text.slice(block.start, block.end))) return;
    const after = key === 'deprecated' ? this.#keyIn(block, 'released') : undefined;
    this.#insertAfter(after ?? version.version?.place ?? version.status.place, [`${key}: ${date}`]);
  }

  /** Takes lines out of the list, and adds lines to its end. */
  setPackages({ packages }: ContractVersion, wanted: readonly string[]): void {
    const kept = new Set(wanted);
    const last = packages.at(-1);
    for (const { value, place } of packages) {
      if (!kept.has(value)) this.edits.push({ ...this.#wholeLine(place), text: '' });
    }
    const known = new Set(packages.map(({ value }) => value));
    const added = wanted.filter((name) => !known.has(name));
    if (last && added.length > 0) {
      const dash = /^[ \t]*- */.exec(this.#lineOf(last.place))?.[0] ?? '';
      const end = this.#lineEnd(last.place.end);
      const text = added.map((name) => `${this.#newline}${dash}${name}`).join('');
      this.edits.push({ start: end, end, text });
    }
  }

  addVersion(after: ContractVersion, { name, version, released, packages }: NewVersion): void {
    const outer = this.#indentOf(after.name.place);
    const inner = this.#indentOf(after.status.place);
    const dash = after.packages[0] ? (/^[ \t]*- */.exec(this.#lineOf(after.packages[0].place))?.[0] ?? '') : '';
    const lines = [
      '',
      `${outer}${name}:`,
      `${inner}status: active`,
      `${inner}version: ${version}`,
      `${inner}released: ${released}`,
      `${inner}packages:`,
      ...packages.map((each) => `${dash === '' ? `${inner}  - ` : dash}${each}`),
    ];
    const { end } = this.#block(after);
    this.#insertLines(end, lines);
  }

  /** `compatibility: read_v1_write_v2`, as the migration entry of two versions. */
  addMigration(from: string, to: string): void {
    const entry = [`  ${from}_to_${to}:`, `    compatibility: read_${from}_write_${to}`];
    const head = /^migration[ \t]*:([ \t]*\{[ \t]*\})?[ \t]*(?:#[^\n]*)?$/m.exec(this.#text.replaceAll('\r', ' '));
    const none = head?.[1];
    if (head && none !== undefined) {
      const start = this.#text.indexOf(':', head.index) + 1;
      this.edits.push({ start, end: start + none.length, text: '' });
    }
    if (head) this.#insertLines(this.#blockEnd(head.index), entry);
    else this.#insertLines(this.#text.trimEnd().length, ['', 'migration:', ...entry]);
  }

  #replace(place: Span, value: string): void {
    const quote = this.#text[place.start];
    const text = quote === '"' || quote === "'" ? quote + value + quote : value;
    this.edits.push({ start: place.start, end: place.end, text });
  }

  #insertAfter(place: Span, lines: readonly string[]): void {
    const indent = this.#indentOf(place);
    this.#insertLines(
      this.#lineEnd(place.end),
      lines.map((line) => indent + line),
    );
  }

  #insertLines(at: number, lines: readonly string[]): void {
    this.edits.push({ start: at, end: at, text: lines.map((line) => this.#newline + line).join('') });
  }

  #keyIn({ start, end }: Span, key: string): Span | undefined {
    const found = new RegExp(`^[ \\t]+(?=${key}[ \\t]*:)`, 'm').exec(this.#text.slice(start, end));
    if (!found) return undefined;
    const at = start + found.index + found[0].length;
    return { start: at, end: at };
  }

  /** From the version's key to the end of the last line that belongs to it. */
  #block({ name }: ContractVersion): Span {
    const start = this.#lineStart(name.place.start);
    return { start, end: this.#blockEnd(start) };
  }

  /** Of the lines that are indented deeper than the one at `start`; blanks and comments at the end are left out. */
  #blockEnd(start: number): number {
    const indent = /^[ \t]*/.exec(this.#text.slice(start))?.[0].length ?? 0;
    let end = this.#lineEnd(start);
    for (let at = end + 1; at < this.#text.length; at = this.#lineEnd(at) + 1) {
      const line = this.#text.slice(at, this.#lineEnd(at));
      if (line.trim() === '' || line.trim().startsWith('#')) continue;
      if ((/^[ \t]*/.exec(line)?.[0].length ?? 0) <= indent) break;
      end = this.#lineEnd(at);
    }
    return end;
  }

  #indentOf(place: Span): string {
    return /^[ \t]*/.exec(this.#lineOf(place))?.[0] ?? '';
  }

  #lineOf({ start }: Span): string {
    return this.#text.slice(this.#lineStart(start), this.#lineEnd(start));
  }

  #wholeLine({ start, end }: Span): Span {
    return { start: this.#lineStart(start) - 1, end: this.#lineEnd(end) };
  }

  #lineStart(at: number): number {
    return this.#text.lastIndexOf('\n', at - 1) + 1;
  }

  /** Before the line's end, which a carriage return may be a part of. */
  #lineEnd(at: number): number {
    const end = this.#text.indexOf('\n', at);
    if (end === -1) return this.#text.length;
    return this.#text[end - 1] === '\r' && end - 1 >= at ? end - 1 : end;
  }
}
