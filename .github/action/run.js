// What the action does: finds Leyline, runs the command that the inputs name, and tells later steps what came of it.
// Inputs come from the environment and reach programs as arguments; no shell ever sees them.

import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chooseAgainst } from './choose-against.js';
import { Complaint } from './complaint.js';
import { findLeyline } from './find-leyline.js';
import { folderPrefix, prefixAnnotations, prefixSarif } from './repository-paths.js';

/** Commands that write reports, that compare, and that know severities. */
const REPORTING = ['check', 'lint', 'breaking', 'golden verify'];
const COMPARING = ['check', 'breaking', 'diff'];
const GRADING = ['check', 'lint', 'breaking', 'register'];
const LARGEST_OUTPUT = 1 << 28;

function main(env) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Complaint(
      `Node ${process.versions.node} is too old`,
      'run actions/setup-node before, with Node 20.19 or later',
    );
  }
  const workspace = resolve(env.GITHUB_WORKSPACE || '.');
  const folder = workingFolder(workspace, env.INPUT_WORKING_DIRECTORY || '.');
  const words = (env.INPUT_COMMAND || 'check').split(/\s+/).filter(Boolean);
  if (words.length === 0 || words[0].startsWith('-')) {
    throw new Complaint(`'command' names no command`, "such as 'check'; options belong into 'args'");
  }
  const command = words.join(' ');
  const wantsSarif = isTrue(env.INPUT_SARIF, 'sarif');
  const wantsComment = isTrue(env.INPUT_COMMENT, 'comment');
  if (wantsSarif && !REPORTING.includes(command)) {
    throw new Complaint(`'leyline ${command}' writes no SARIF`, `it is written by ${REPORTING.join(', ')}`);
  }
  const leyline = findLeyline(folder, workspace, env.GITHUB_ACTION_PATH || '');
  const against = chooseAgainst(env, folder);
  const out = mkdtempSync(join(env.RUNNER_TEMP || tmpdir(), 'leyline-'));
  const report = REPORTING.includes(command) ? join(out, 'leyline.json') : undefined;
  const sarif = wantsSarif ? join(out, 'leyline.sarif') : undefined;
  const args = [
    ...words,
    ...(report ? ['--format', 'github', '--format', `json:${report}`] : []),
    ...(sarif ? ['--format', `sarif:${sarif}`] : []),
    ...(against !== undefined && COMPARING.includes(command) ? ['--against', against] : []),
    ...(GRADING.includes(command) ? ['--fail-on', env.INPUT_FAIL_ON || 'error'] : []),
    ...splitArguments(env.INPUT_ARGS || ''),
  ];
  const prefix = folderPrefix(folder, workspace);
  const run = (given, stdio) =>
    spawnSync(process.execPath, [leyline, ...given], {
      cwd: folder,
      env,
      stdio,
      encoding: 'utf8',
      maxBuffer: LARGEST_OUTPUT,
    });
  const { status, stdout, error } = run(args, ['ignore', 'pipe', 'inherit']);
  if (error) throw error;
  process.stdout.write(report ? prefixAnnotations(stdout, prefix) : inert(stdout));

  const findings = report && countFindings(report);
  const since = against ?? 'lock';
  const isCompared = COMPARING.includes(command) || wantsComment;
  const changes = isCompared && run(['diff', '--against', since, '--format', 'json'], ['ignore', 'pipe', 'ignore']);
  const comment = wantsComment && changes.status === 0 ? join(out, 'comment.md') : undefined;
  if (comment)
    run(['diff', '--against', since, '--format', 'markdown', '--output', comment], ['ignore', 'inherit', 'inherit']);
  if (wantsComment && !comment) {
    process.stdout.write(
      `::warning title=leyline::there is no comment, since what changed since ${line(since)} is not known\n`,
    );
  }
  const isWritten = sarif && findings !== undefined;
  if (isWritten) writeFileSync(sarif, prefixSarif(readFileSync(sarif, 'utf8'), prefix));
  tell(env, {
    level: changes.status === 0 ? JSON.parse(changes.stdout).level : '',
    findings: findings ?? '',
    sarif: isWritten ? sarif : '',
    'comment-file': comment ?? '',
  });
  return status ?? 2;
}

function workingFolder(workspace, written) {
  const folder = resolve(workspace, written);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return folder;
  throw new Complaint(`'working-directory' is no folder: ${written}`, 'it is relative to the workspace');
}

function isTrue(written = 'false', name) {
  if (['', 'false'].includes(written)) return false;
  if (written === 'true') return true;
  throw new Complaint(`'${name}' does not take '${written}'`, 'it is true or false');
}

function splitArguments(text) {
  const words = text.includes('\n') ? text.split('\n').map((word) => word.trim()) : text.split(/\s+/);
  return words.filter((word) => word !== '');
}

/** Nothing where the run did not get as far as writing a report. */
function countFindings(path) {
  if (!statSync(path, { throwIfNoEntry: false })) return undefined;
  const { errors, warnings, infos } = JSON.parse(readFileSync(path, 'utf8')).summary;
  return errors + warnings + infos;
}

function tell(env, outputs) {
  if (!env.GITHUB_OUTPUT) return;
  const lines = Object.entries(outputs).map(([name, value]) => `${name}=${line(String(value))}\n`);
  appendFileSync(env.GITHUB_OUTPUT, lines.join(''));
}

/** GitHub would obey lines of it that begin with two colons. */
function inert(text) {
  const end = randomUUID();
  return text === '' ? '' : `::stop-commands::${end}\n${text}\n::${end}::\n`;
}

/** One output is one line, and so is one annotation. */
function line(text) {
  return text.replace(/[\r\n]+/g, ' ');
}

try {
  process.exitCode = main(process.env);
} catch (error) {
  if (!(error instanceof Complaint)) throw error;
  process.stdout.write(`::error title=leyline::${line(`${error.message}; ${error.hint}`)}\n`);
  process.exitCode = 2;
}
