// Excuses findings by `leyline-ignore` comments, and says which of these comments do not hold.

import type { Finding } from '../diagnostics/finding.ts';
import { positionAt, type SourceFile } from '../text/source-file.ts';
import type { CommentOffsets } from './comment-lines.ts';
import type { EngineFlaw } from './engine-checks.ts';
import type { KnownIds, NamedRule } from './read-directive.ts';
import { mentionsSuppression, readSuppressions, type Suppression } from './read-suppressions.ts';

export interface CommentedText {
  readonly source: SourceFile;
  /** Asked only where the text speaks of suppressions at all. */
  readonly comments: () => CommentOffsets;
}

export interface SuppressionInput {
  readonly findings: readonly Finding[];
  /** Every text under check. */
  readonly texts: readonly CommentedText[];
  readonly known: KnownIds;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Whether the rule had its say on the whole file, so that a suppression without effect is one that can go. */
  readonly ranOn: (rule: string, path: string) => boolean;
}

export interface Suppressed {
  /** The same findings in the same order, some of them excused. */
  readonly findings: readonly Finding[];
  readonly flaws: readonly EngineFlaw[];
}

export function applySuppressions(input: SuppressionInput): Suppressed {
  const files = new Map<string, FileSuppressions>();
  for (const { source, comments } of input.texts) {
    if (!mentionsSuppression(source.text)) continue;
    files.set(source.path, fileSuppressions(source, comments(), input));
  }
  if (files.size === 0) return { findings: input.findings, flaws: [] };
  const findings = input.findings.map((finding) => files.get(finding.path)?.excuse(finding) ?? finding);
  return { findings, flaws: [...files.values()].flatMap((file) => file.flaws()) };
}

interface FileSuppressions {
  excuse(finding: Finding): Finding;
  /** To be asked after all findings of the file have passed. */
  flaws(): EngineFlaw[];
}

function fileSuppressions(source: SourceFile, comments: CommentOffsets, input: SuppressionInput): FileSuppressions {
  const { suppressions, flaws } = readSuppressions(source, comments, input.known);
  const used = new Set<NamedRule>();
  const byPlace = new Map<string, [Suppression, NamedRule][]>();
  for (const suppression of suppressions.filter((each) => holds(each, input.today))) {
    for (const rule of suppression.rules) {
      for (const line of suppression.lines) {
        const place = `${line} ${rule.id}`;
        const there = byPlace.get(place);
        if (there) there.push([suppression, rule]);
        else byPlace.set(place, [[suppression, rule]]);
      }
    }
  }
  return {
    excuse(finding) {
      const matching = byPlace.get(`${positionAt(source, finding.start).line} ${finding.rule}`) ?? [];
      for (const [, rule] of matching) used.add(rule);
      const suppression = matching[0]?.[0];
      if (!suppression || finding.excused) return finding;
      const { reason, until } = suppression;
      return { ...finding, excused: { by: 'comment', reason, ...(until !== undefined && { until }) } };
    },
    flaws() {
      const { path } = source;
      const invalid = suppressions.flatMap((suppression) => weakness(suppression, path, input.today) ?? []);
      const unused = suppressions
        .filter((each) => holds(each, input.today))
        .flatMap((each) => each.rules.filter((rule) => !used.has(rule) && input.ranOn(rule.id, path)))
        .map((rule) => unusedRule(rule, path));
      return [...flaws.map((flaw) => ({ ...flaw, path })), ...invalid, ...unused];
    },
  };
}

function holds(suppression: Suppression, today: string): boolean {
  return suppression.reason !== '' && (suppression.until === undefined || today <= suppression.until);
}

function weakness(suppression: Suppression, path: string, today: string): EngineFlaw | undefined {
  if (holds(suppression, today)) return undefined;
  const { start, end, reason, until } = suppression;
  const rules = suppression.rules.map(({ id }) => id).join(', ');
  if (reason === '') {
    const message = `suppression of ${rules} gives no reason`;
    return { rule: 'suppression-without-reason', path, start, end, message, help: "write it after ':'" };
  }
  const message = `suppression of ${rules} expired on ${until}`;
  const help = 'mend what it excused, or agree on a new date';
  return { rule: 'suppression-expired', path, start, end, message, help };
}

function unusedRule({ id, start, end }: NamedRule, path: string): EngineFlaw {
  const message = `suppression of ${id} excuses nothing`;
  const help = `take it out: ${id} ran on this file and has nothing to report on that line`;
  return { rule: 'suppression-unused', path, start, end, message, help };
}
