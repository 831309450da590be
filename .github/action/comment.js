// Puts what changed in the contracts into one comment of the pull request: made at first, renewed from then on.
// That it cannot be written, as in a pull request from a fork, is a warning and fails nothing.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const MARK = '<!-- leyline: what changed in the contracts -->';
/** GitHub takes 65,536 characters. */
const LONGEST = 65_000;

const { COMMENT_FILE = '', PULL_REQUEST = '', GITHUB_REPOSITORY = '' } = process.env;

function gh(args, input) {
  const { status, stdout, stderr, error } = spawnSync('gh', ['api', ...args], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (error || status !== 0) throw new Error(error?.message ?? stderr.trim());
  return stdout;
}

function body() {
  const text = `${MARK}\n${readFileSync(COMMENT_FILE, 'utf8')}`;
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}\n\n… and more than a comment can hold\n`;
}

function main() {
  const comments = `repos/${GITHUB_REPOSITORY}/issues/${Number(PULL_REQUEST)}/comments`;
  const own = `.[] | select(.user.type == "Bot" and (.body | startswith("${MARK}"))) | .id`;
  const [known] = gh(['--paginate', comments, '--jq', own]).split('\n');
  const target = known
    ? ['--method', 'PATCH', `repos/${GITHUB_REPOSITORY}/issues/comments/${Number(known)}`]
    : ['--method', 'POST', comments];
  gh([...target, '--silent', '--input', '-'], JSON.stringify({ body: body() }));
}

try {
  main();
} catch (error) {
  const reason = error.message.replace(/[\r\n]+/g, ' ');
  process.stdout.write(`::warning title=leyline::the comment could not be written: ${reason}\n`);
}
