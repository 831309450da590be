// The GitHub workflow that a project starts with: reads the repository and does nothing else, names actions by commit.

import { yamlText } from './yaml-text.ts';

export const WORKFLOW_PATH = '.github/workflows/leyline.yml';

export interface WorkflowDraft {
  readonly branch: string;
  /** The project's folder in the repository; `''` is the whole. */
  readonly below: string;
  /** Installs what package.json names. */
  readonly install: string;
  /** There is a lock to hold changes against. */
  readonly hasLock: boolean;
}

export function workflowText({ branch, below, install, hasLock }: WorkflowDraft): string {
  const folder = below === '' ? '' : `    defaults:\n      run:\n        working-directory: ${yamlText(below)}\n`;
  return `name: Contracts

on:
  push:
    branches: ${`[${yamlText(branch)}]`}
  pull_request:

permissions:
  contents: read

jobs:
  contracts:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
${folder}    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: actions/setup-node@a0853c24544627f65ddf259abe73b1d18a591444 # v5.0.0
        with:
          node-version: "22"
      - run: ${install}
      # findings become annotations on the lines of a pull request
${hasLock ? WITH_LOCK : WITHOUT_LOCK}`;
}

const WITH_LOCK = `      - run: npx --no-install leyline check
`;

/** A push has no other branch to be compared with. */
const WITHOUT_LOCK = `      - run: npx --no-install leyline check \${BASE:+--against "origin/$BASE"}
        env:
          BASE: \${{ github.base_ref }}
`;

/** By the lock files that lie beside package.json. */
export function installCommand(names: ReadonlySet<string>): string {
  if (names.has('package-lock.json')) return 'npm ci';
  if (names.has('pnpm-lock.yaml')) return 'corepack enable && pnpm install --frozen-lockfile';
  if (names.has('yarn.lock')) return 'corepack enable && yarn install --immutable';
  return 'npm install';
}
