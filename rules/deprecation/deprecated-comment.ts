// Deprecated declarations that do not say what to use instead. Whether a comment says it is decided here, by its words.

import { defineRule, type RuleContext } from '../../src/engine/define-rule.ts';
import type { Descriptor, FileDescriptor } from '../../src/model/proto/schema/descriptor.ts';
import { NO_OPTIONS } from '../../src/model/proto/schema/options.ts';
import type { OptionNode } from '../../src/model/proto/syntax/ast.ts';
import { commentsOf } from '../../src/model/proto/syntax/comments.ts';

/** `Deprecated: no replacement`, `Use Foo.`, or what is said of nothing but the deprecated. */
const GUIDES =
  /\bdeprecated\W*[:,;–—-]\s*\S|\b(?:instead|superseded?|replaced?|replacement|no longer|obsolete|renamed|moved|migrated?)\b|(?:^|[.!]\s|\n)[^\S\n]*(?:please )?use\b/i;

const SAYS_DEPRECATED = /deprecat/i;

/** Beside the word deprecated these tell a reason or another way. */
const EXPLAINS =
  /\b(?:because|by|consider|due|favou?r|ignored|in order to|merged|never|not?|only|prefer|refer|remov\w+|see|should|since|switch|unused|use|using)\b/i;

const messages = {
  missing: "deprecated {kind} '{name}' has no comment that says what to use instead",
  vague: "comment of deprecated {kind} '{name}' does not say what to use instead",
} as const;

export default defineRule({
  id: 'deprecated-comment',
  group: 'deprecation',
  severity: 'warning',
  presets: ['strict'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'a deprecation without a way out leaves every user to find one, or to ignore it',
  why:
    'Generators turn the option into a warning at every use, and copy the comment beside it. Whoever meets the ' +
    'warning wants one thing: what to write instead, or that nothing takes its place and why. Without that the ' +
    'warning gets silenced, and the deprecated field is never free to go.',
  aliases: { apiLinter: 'core::0192::deprecated-comment' },
  messages,
  visit: {
    message: judge,
    field: judge,
    enum: judge,
    enumValue: judge,
    service: judge,
    method: judge,
  },
});

type Declaration = Exclude<Descriptor, FileDescriptor | { kind: 'oneof' }>;

function judge(declaration: Declaration, ctx: RuleContext<typeof messages, Record<string, never>>): void {
  if (declaration.options === NO_OPTIONS || !isDeprecated(declaration)) return;
  const { file, node, name } = declaration;
  const { leading, trailing } = commentsOf(file.node, node);
  const comment = `${leading ?? ''}\n${trailing ?? ''}`;
  if (GUIDES.test(comment) || (SAYS_DEPRECATED.test(comment) && EXPLAINS.test(comment))) return;
  ctx.report({
    message: comment.trim() === '' ? 'missing' : 'vague',
    at: declaration.kind === 'message' ? declaration.nameSpan : declaration.node.name,
    data: { kind: declaration.kind === 'enumValue' ? 'enum value' : declaration.kind, name },
    help: "begin a line of the comment with 'Deprecated: use …', or say there why nothing takes its place",
  });
}

/** As it is written: to read the values of all options only for this would take its time. */
function isDeprecated({ node }: Declaration): boolean {
  const statements = node.kind === 'field' || node.kind === 'enumValue' ? node.options : node.body;
  for (let i = 0; i < statements.length; i += 1) {
    const statement = statements[i] as (typeof statements)[number];
    if (statement.kind === 'option' && setsDeprecated(statement)) return true;
  }
  return false;
}

function setsDeprecated({ name, value }: OptionNode): boolean {
  const first = name[0];
  if (first?.text !== 'deprecated' || first.isExtension || name.length > 1) return false;
  return value.kind === 'ident' && value.text === 'true';
}
