// Python's protobuf as a witness: found by asking the interpreter for the package, run once for all fixtures.

import type { AbsentCodec, Codec, CodecSettings } from './codec.ts';
import { askProgram } from './line-codec.ts';
import { lastWords, runProgram } from './run-program.ts';

// Without the folder it is started in, whose modules could take the place of others.
const ASK_VERSION = 'import sys; del sys.path[0]; import google.protobuf as p; print(p.__version__)';
const INSTALL = 'pip install protobuf';

/** `LEYLINE_PYTHON` names an interpreter other than the first `python3`, such as that of a virtual environment. */
export async function pythonCodec({ env, programs }: CodecSettings): Promise<Codec | AbsentCodec> {
  const named = env['LEYLINE_PYTHON'];
  const python = named || 'python3';
  const run = await runProgram(python, ['-c', ASK_VERSION], { timeoutMs: 20_000 });
  if (run.isMissing) {
    const hint = named
      ? 'LEYLINE_PYTHON names the interpreter'
      : 'install Python, or name an interpreter in LEYLINE_PYTHON';
    return { name: 'python', reason: `'${python}' cannot be run`, hint };
  }
  if (run.exitCode !== 0) {
    const isMissing = run.stderr.includes('ModuleNotFoundError');
    const reason = isMissing ? `'${python}' has no package 'protobuf'` : `'${python}' failed: ${lastWords(run)}`;
    return {
      name: 'python',
      reason,
      hint: `'${INSTALL}' installs it; LEYLINE_PYTHON names the interpreter of a virtual environment`,
    };
  }
  const version = new TextDecoder().decode(run.stdout).trim();
  return {
    name: 'python',
    title: `python protobuf ${version}`,
    keepsMapOrder: false,
    writesGoOrder: false,
    run: (cases, schema) => askProgram('python', python, [`${programs}/python-codec.py`], cases, schema),
  };
}
