import { existsSync } from 'node:fs';
import { type Environment, isOn } from '../../base/environment.ts';
import { reportFault, tell } from '../../base/notice.ts';
import { createToolPayload, type ToolPayload } from '../../capture/output/tool-payload.ts';
import { holdStart } from '../../push/held-start.ts';
import { startPusher } from '../../push/start-pusher.ts';
import { redact } from '../../redact/redact.ts';
import { detectAgent } from '../../session/agent.ts';
import { hideFlagSecrets } from '../../session/command-line.ts';
import type { Journal } from '../../session/types.ts';
import { nodeOptionsWithPreload } from '../node-options.ts';
import { openJournal } from '../open-journal.ts';
import { openOutput } from '../output.ts';
import { cliPath, preloadPath } from '../preload-path.ts';
import { tellRedacted } from '../tell-redacted.ts';
import { type Call, type Exit, usageError } from '../verb.ts';
import { failureLines } from './failure-lines.ts';
import { type Ending, launch, launchInTerminal } from './launch.ts';
import { notNodeLine } from './not-node.ts';

/** Runs the command that the words are; see the verb's help. @throws AGENTLOG_USAGE */
export async function runCommand(call: Call): Promise<Exit> {
  const [file, ...args] = call.words;
  if (file === undefined) throw usageError('run needs a command: agentlog run [--] CMD…');
  const command = [file, ...args] as const;
  const journal = await openJournal(call, command);
  if (!isUsable(journal)) return exitOf(await launchFor(call, command, call.env));
  const exit =
    journal.sessionId() === undefined
      ? await journal.runSession(agentName(call), hideFlagSecrets(command).join(' '), () =>
          runInSession(call, journal, command),
        )
      : await runInSession(call, journal, command);
  journal.close();
  return exit;
}

function agentName(call: Call): string {
  return detectAgent(call.env)?.name ?? 'node';
}

/** Whether something can be recorded; if not, it is said once and the command runs all the same. */
function isUsable(journal: Journal): boolean {
  try {
    journal.folder();
    if (existsSync(preloadPath())) return true;
    tell(`nothing is recorded: ${preloadPath()} is missing`);
  } catch (error) {
    tellRedacted(`nothing is recorded: ${(error as Error).message}`);
  }
  return false;
}

async function runInSession(call: Call, journal: Journal, command: Command): Promise<Exit> {
  const folder = journal.folder();
  const sessionId = journal.sessionId();
  // No session could be opened, and the journal has said why.
  if (sessionId === undefined) return exitOf(await launchFor(call, command, call.env));
  const from = folder.size(sessionId);
  if (isOn(call.env.AGENTLOG_D1)) pushInBackground(call, folder.path);
  const ending = await launchFor(call, command, recordedEnv(call.env, folder.path, sessionId));
  journal.write('tool_output', payloadOf(call, command, ending));
  const failed = ending.exitCode !== 0;
  const lines = failed ? failureLines(folder, sessionId, from) : [];
  if (failed && lines.length === 0) lines.push(...notNodeLine(command[0]));
  // A run within the command has printed them already.
  if (!ending.stderr.text.includes(lines.join('\n'))) printLines(lines);
  return exitOf(ending);
}

/** Node programs below the command find that somebody pushes already; other commands have nobody else who would. */
function pushInBackground({ env }: Call, folder: string): void {
  startPusher({ held: { ...holdStart(), env }, folder: () => folder, cliPath: cliPath() });
}

type Command = readonly [string, ...string[]];

function launchFor(call: Call, command: Command, env: Environment): Promise<Ending> {
  return call.has('tty') ? launchInTerminal(command, env) : launch(command, env);
}

/** The child's environment: recording is on, into the session that was found here, wherever the child changes to. */
function recordedEnv(env: Environment, folder: string, sessionId: string): Environment {
  return {
    ...env,
    AGENTLOG: 'true',
    AGENTLOG_DIR: folder,
    AGENTLOG_SESSION: sessionId,
    NODE_OPTIONS: nodeOptionsWithPreload(env.NODE_OPTIONS, preloadPath()),
  };
}

function payloadOf(call: Call, command: Command, ending: Ending): ToolPayload {
  const { signal, error } = ending;
  return createToolPayload({
    ...ending,
    tool: call.value('name') ?? hideFlagSecrets(command).join(' '),
    signal: signal === undefined ? undefined : redact(signal),
    error: error === undefined ? undefined : redact(error),
  });
}

function printLines(lines: readonly string[]): void {
  if (lines.length === 0) return;
  try {
    openOutput(2).write(`${lines.join('\n')}\n`);
  } catch (fault) {
    // The command's end is what counts; a closed stderr was its business too.
    reportFault(fault);
  }
}

function exitOf({ exitCode, signal, error }: Ending): Exit {
  if (error !== undefined) tellRedacted(error);
  return signal === undefined ? { code: exitCode } : { code: exitCode, signal };
}
