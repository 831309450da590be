// Go's protobuf as a witness: a program beside this file, built once into the user's cache. Nothing is built, and so nothing
// downloaded, unless it is asked for.

import { UserError } from '../../diagnostics/user-error.ts';
import type { AbsentCodec, Codec, CodecSettings } from './codec.ts';
import { askProgram } from './line-codec.ts';
import { lastWords, runProgram } from './run-program.ts';

const BUILD_TIME_MS = 600_000;

/** `LEYLINE_GO_CODEC` names a program that is built already, `LEYLINE_GO` the go command. */
export async function goCodec(settings: CodecSettings, isRequired: boolean): Promise<Codec | AbsentCodec> {
  const { env, cache } = settings;
  const named = env['LEYLINE_GO_CODEC'];
  const folder = cache === undefined ? undefined : `${cache}/go-codec`;
  const program =
    named || (folder === undefined ? undefined : `${folder}/go-codec${env['OS'] === 'Windows_NT' ? '.exe' : ''}`);
  if (program === undefined) {
    return { name: 'go', reason: 'there is no cache folder to build it in', hint: 'set HOME or XDG_CACHE_HOME' };
  }
  if (isRequired && !named) await build(settings, `${folder}/`);
  const run = await runProgram(program, ['-version'], { timeoutMs: 20_000 });
  if (run.isMissing && !named) {
    return {
      name: 'go',
      reason: 'it is not built',
      hint: "'--require-codecs go' builds it, and downloads google.golang.org/protobuf",
    };
  }
  if (run.exitCode !== 0) {
    const reason = run.isMissing ? `'${program}' cannot be run` : `'${program}' failed: ${lastWords(run)}`;
    return { name: 'go', reason, hint: 'LEYLINE_GO_CODEC names the program' };
  }
  return {
    name: 'go',
    title: `go protobuf ${new TextDecoder().decode(run.stdout).trim()}`,
    keepsMapOrder: false,
    writesGoOrder: true,
    run: (cases, schema) => askProgram('go', program, [], cases, schema),
  };
}

async function build({ env, programs }: CodecSettings, folder: string): Promise<void> {
  const go = env['LEYLINE_GO'] || 'go';
  const args = ['build', '-trimpath', '-buildvcs=false', '-o', folder, '.'];
  const options = { cwd: `${programs}/go-codec`, env: { GOWORK: 'off' }, timeoutMs: BUILD_TIME_MS };
  const run = await runProgram(go, args, options);
  if (run.isMissing) {
    throw new UserError(`codec 'go' is required, but '${go}' cannot be run`, {
      hint: 'install Go, or name its command in LEYLINE_GO',
    });
  }
  if (run.exitCode === 0) return;
  throw new UserError(`codec 'go' is required, but could not be built: ${lastWords(run)}`, {
    hint: `'${go} ${args.join(' ')}' in ${options.cwd} tells more; it needs google.golang.org/protobuf from a module proxy`,
  });
}
