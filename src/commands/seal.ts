// `leyline seal`: signs the contract set, or checks what was signed before. `--generate-key` makes the keys for both.

import { relative, resolve, sep } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import { digestContracts } from '../inputs/contract-set/contract-files.ts';
import { DEFAULT_LIMITS, isReadFailure } from '../inputs/files/file-tree.ts';
import { readText } from '../inputs/files/read-text.ts';
import { writeNew } from '../inputs/files/write-new.ts';
import { treeDigest } from '../model/tree-digest.ts';
import { counted } from '../reporters/summary-sentence.ts';
import { visible } from '../reporters/visible.ts';
import { isSigned, keyDigest, makeKeys, readOpenKey, readSecretKey, signText } from '../seal/keys.ts';
import {
  compareSeal,
  isWhole,
  readSeal,
  type Seal,
  type SealDifference,
  sealPath,
  sealText,
  signedText,
} from '../seal/seal.ts';
import { type CommonOptions, EXIT_CLEAN, EXIT_FINDINGS, type Io } from './io.ts';
import { openProject } from './open-project.ts';
import type { Project } from './project.ts';

export interface SealOptions extends CommonOptions {
  readonly verify?: boolean;
  readonly generateKey?: string;
  /** File of the private key; without it, the environment holds the key itself. */
  readonly key?: string;
  /** Files of public keys; without them, those that the configuration names. */
  readonly publicKey?: readonly string[];
}

/** The private key itself, in PEM form. */
const KEY_VARIABLE = 'LEYLINE_SEAL_KEY';
/** A public key, in PEM form: what a project is checked with should not come out of the project. */
const PUBLIC_VARIABLE = 'LEYLINE_SEAL_PUBLIC_KEY';
const LARGEST_KEY = { largestFile: 64 * 1024 };

export async function seal(options: SealOptions, io: Io): Promise<number> {
  if (options.verify && options.generateKey !== undefined) {
    throw new UserError("'--verify' and '--generate-key' exclude each other", { hint: 'make the keys first' });
  }
  const project = await openProject(options, io);
  try {
    if (options.generateKey !== undefined) return makeKeyFiles(options.generateKey, project, options, io);
    const root = contractRootOf(project);
    if (!options.verify) return await makeSeal(root, project, options, io);
    const { differences, files } = await verifySeal(project, options, io);
    if (differences.length === 0) {
      if (!options.quiet) io.stdout(`${sealPath(root)}: ${counted(files, 'file')}, as they were sealed\n`);
      return EXIT_CLEAN;
    }
    const rows = differences.map(({ path, state }) => `${state.padEnd(7)} ${visible(`${root}/${path}`)}\n`);
    io.stdout(`${rows.join('')}\n${counted(differences.length, 'file')} of ${root} not as sealed\n`);
    return EXIT_FINDINGS;
  } finally {
    await project.tree.close();
  }
}

function makeKeyFiles(name: string, project: Project, { quiet }: SealOptions, io: Io): number {
  const path = resolve(project.cwd, name);
  if (name === '') throw new UserError("'--generate-key' names no file", { hint: 'such as --generate-key seal.pem' });
  const { contractRoot } = project;
  if (contractRoot !== undefined && isInside(path, resolve(project.root, contractRoot))) {
    throw new UserError(`${name} would lie among the contracts, and be published with them`, {
      hint: 'keep the private key outside of the project',
    });
  }
  const { secret, open } = makeKeys();
  writeNew([
    { path, name, text: secret, isSecret: true },
    { path: `${path}.pub`, name: `${name}.pub`, text: open, isSecret: false },
  ]);
  if (!quiet) {
    io.stdout(`${name}: the private key; whoever has it can seal, so it never goes into git\n`);
    io.stdout(`${name}.pub: the public key ${keyDigest(readOpenKey(open, name))}; seals are checked with it\n`);
  }
  return EXIT_CLEAN;
}

function isInside(path: string, folder: string): boolean {
  return !relative(folder, path).split(sep).includes('..') && relative(folder, path) !== path;
}

function contractRootOf({ contractRoot }: Project): string {
  if (contractRoot !== undefined && contractRoot !== '') return contractRoot;
  const hint = "give the contracts a folder of their own: 'contracts: { root: contracts }' in leyline.yaml";
  throw new UserError(
    contractRoot === undefined
      ? 'there is no contract root, so there is nothing to seal'
      : 'the contract root is the whole project, which cannot be sealed',
    { hint },
  );
}

async function makeSeal(root: string, project: Project, options: SealOptions, io: Io): Promise<number> {
  const pem = options.key === undefined ? io.env[KEY_VARIABLE] : keyFile(options.key, project.cwd);
  if (pem === undefined || pem === '') {
    const hint = `name its file with '--key', or put the key itself into ${KEY_VARIABLE}; 'leyline seal --generate-key FILE' makes one`;
    throw new UserError('there is no key to seal with', { hint });
  }
  const key = readSecretKey(pem, options.key ?? KEY_VARIABLE);
  const files = filesThere(project, root);
  const digest = treeDigest(files);
  const made: Seal = { files, digest, key: keyDigest(key), signature: signText(signedText(digest), key) };
  const { writeFilesAtomically } = await import('../inputs/files/write.ts');
  const path = resolve(project.root, sealPath(root));
  io.uninterrupted(() => writeFilesAtomically([{ path, text: sealText(made) }]));
  if (!options.quiet) io.stdout(`${sealPath(root)}: ${counted(files.size, 'file')} sealed by key ${made.key}\n`);
  return EXIT_CLEAN;
}

export interface SealVerdict {
  readonly differences: readonly SealDifference[];
  /** How many files the seal is about. */
  readonly files: number;
}

/** A seal that says nothing about the contracts, because it is missing, damaged or somebody else's, is a `UserError`. */
export async function verifySeal(
  project: Project,
  options: Pick<SealOptions, 'publicKey'>,
  io: Io,
): Promise<SealVerdict> {
  const root = contractRootOf(project);
  const path = sealPath(root);
  const text = readText(resolve(project.root, path), path, DEFAULT_LIMITS);
  if (isReadFailure(text)) {
    throw new UserError(text.message, { hint: "'leyline seal' makes it, with the private key" });
  }
  const read = readSeal(text.text);
  if ('flaw' in read) throw new UserError(`${path} cannot be used: ${read.flaw}`, { hint: RENEW });
  const keys = publicKeys(project, options, io);
  const key = keys.find((candidate) => keyDigest(candidate) === read.key);
  if (!key) {
    const known = keys.map((candidate) => keyDigest(candidate).slice(0, 19)).join(', ');
    throw new UserError(`${path} was sealed by another key: ${read.key.slice(0, 19)}…`, {
      hint: `it is checked with ${known}…; seal anew with the key that belongs to it`,
    });
  }
  if (!isSigned(signedText(read.digest), read.signature, key)) {
    throw new UserError(`${path} is forged: its signature is not that of its digest`, { hint: RENEW });
  }
  if (!isWhole(read)) {
    throw new UserError(`${path} is forged: its list of files is not the one that was signed`, { hint: RENEW });
  }
  const there = filesThere(project, root);
  return { differences: compareSeal(read.files, there), files: read.files.size };
}

const RENEW = "see who changed it; 'leyline seal' makes a new one, with the private key";

function publicKeys({ root, cwd, loaded }: Project, { publicKey }: Pick<SealOptions, 'publicKey'>, io: Io) {
  const inEnvironment = io.env[PUBLIC_VARIABLE];
  if (publicKey !== undefined) return publicKey.map((name) => readOpenKey(keyFile(name, cwd), name));
  if (inEnvironment) return [readOpenKey(inEnvironment, PUBLIC_VARIABLE)];
  const configured = loaded.config.seal?.publicKeys ?? [];
  if (configured.length > 0) return configured.map((name) => readOpenKey(keyFile(name, root), name));
  const hint = `name its file with '--public-key', or in leyline.yaml: 'seal: { publicKeys: [seal.pub] }'`;
  throw new UserError('there is no public key to check the seal with', { hint });
}

function keyFile(name: string, folder: string): string {
  const read = readText(resolve(folder, name), name, LARGEST_KEY);
  if (!isReadFailure(read)) return read.text;
  throw new UserError(read.message, { hint: 'a key is one file in PEM form' });
}

function filesThere({ root }: Project, contractRoot: string): ReadonlyMap<string, string> {
  return digestContracts(root, contractRoot, sealPath(contractRoot).slice(contractRoot.length + 1));
}
