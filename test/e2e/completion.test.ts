// `leyline completion` in real shells: what they offer at a place of the command line, and that scripts are in step with it.

import { spawnSync } from 'node:child_process';
import { describe, expect, it, type TestContext } from 'vitest';
import { rules } from '../../rules/index.ts';
import { temporaryFolder } from '../inputs/temporary-folder.ts';
import { complaint, environment, leyline, REPOSITORY } from './leyline.ts';

const scripts = new Map(
  ['bash', 'zsh', 'fish'].map((shell) => [shell, leyline(REPOSITORY, ['completion', shell]).stdout]),
);

/** What bash offers for a line that ends at the cursor. */
function offered(line: string, cwd = temporaryFolder({ 'leyline.yaml': '', 'contracts/a.proto': '' })): string[] {
  const program = `source /dev/stdin <<'SCRIPT'
${scripts.get('bash')}
SCRIPT
words=($LINE)
[[ "$LINE" == *' ' ]] && words+=("")
COMP_WORDS=("\${words[@]}")
COMP_CWORD=$((\${#words[@]} - 1))
_leyline
printf '%s\\n' "\${COMPREPLY[@]}"
`;
  const { stdout, stderr, status } = spawnSync('bash', ['--norc', '-c', program], {
    cwd,
    env: environment({ LINE: line }),
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
  return stdout.split('\n').filter(Boolean);
}

describe('bash', () => {
  it.each<[line: string, words: string[]]>([
    ['leyline li', ['lint']],
    ['leyline golden sc', ['scaffold']],
    ['leyline toolchain ', ['verify']],
    ['leyline lint --fail-on ', ['error', 'warning', 'info', 'never']],
    ['leyline lint --fail-on = wa', ['warning']],
    ['leyline lint --format sar', ['sarif']],
    ['leyline diff --format m', ['markdown']],
    ['leyline rules no-map', ['no-map-fields']],
    ['leyline lint --rule no-map', ['no-map-fields']],
    ['leyline lint --stag', ['--staged']],
    ['leyline seal --ver', ['--verify', '--verbose']],
    ['leyline generate --engine p', ['podman']],
    ['leyline check --only re', ['register']],
    ['leyline completion f', ['fish']],
    ['leyline help brea', ['breaking']],
    ['leyline help golden s', ['scaffold', 'show']],
    ['leyline help lint ', []],
    ['leyline lint cont', ['contracts']],
    ['leyline lint --config ley', ['leyline.yaml']],
    ['leyline lint --cwd cont', ['contracts']],
  ])('offers for %j: %j', (line, words) => {
    expect(offered(line).sort()).toEqual([...words].sort());
  });

  it('offers every command that help lists', () => {
    const { stdout } = leyline(temporaryFolder(), ['help']);
    const [commands = ''] = (stdout.split('Commands:\n')[1] ?? '').split('\n\n');
    const listed = [...commands.matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name);
    expect(offered('leyline ').sort()).toEqual(listed.sort());
  });

  it('offers every rule', () => {
    const words = offered('leyline rules ');
    for (const { id } of rules) expect(words).toContain(id);
  });
});

function needShell(shell: string, context: TestContext): void {
  if (spawnSync(shell, ['--version']).status === 0) return;
  if ((process.env['LEYLINE_REQUIRE_TOOLS'] ?? '').includes(shell)) {
    throw new Error(`LEYLINE_REQUIRE_TOOLS demands ${shell}, but it is not installed`);
  }
  context.skip(`${shell} is not installed`);
}

describe('fish', () => {
  it.for<[line: string, words: string[]]>([
    ['leyline li', ['lint']],
    ['leyline lint --fail-on ', ['error', 'info', 'never', 'warning']],
    ['leyline toolchain ', ['verify']],
    ['leyline rules no-map', ['no-map-fields']],
    ['leyline help li', ['lint']],
    ['leyline help golden s', ['scaffold', 'show']],
  ])('offers for %j: %j', ([line, words], context) => {
    needShell('fish', context);
    const program = `${scripts.get('fish')}\ncomplete -C ${JSON.stringify(line)}`;
    const { stdout } = spawnSync('fish', ['--no-config', '-c', program], { encoding: 'utf8' });
    expect(
      stdout
        .split('\n')
        .filter(Boolean)
        .map((row) => row.split('\t')[0]),
    ).toEqual(words);
  });
});

describe('zsh', () => {
  it('reads the script and defines the completion', (context) => {
    needShell('zsh', context);
    const folder = temporaryFolder({ _leyline: scripts.get('zsh') ?? '' });
    const program = `fpath=(${folder} $fpath); autoload -Uz compinit && compinit -u -D && source ${folder}/_leyline
print -r -- $_comps[leyline]`;
    const run = spawnSync('zsh', ['-f', '-c', program], { encoding: 'utf8' });
    expect([run.stdout, run.stderr]).toEqual(['_leyline\n', '']);
  });
});

it.each([
  ['completion fihs', "there is no completion for 'fihs'", "did you mean 'fish'?"],
  ['completion powershell', "there is no completion for 'powershell'", 'shells are bash, zsh, fish'],
  ['completion', "missing required argument 'shell'", "'leyline completion --help' tells what can be written here"],
])('%s', (args, message, hint) => {
  expect(complaint(leyline(temporaryFolder(), args.split(' ')))).toEqual({ message, hint });
});
