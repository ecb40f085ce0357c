import { guarded } from '../../base/notice.ts';

/** Told when an error surfaces: nobody caught it. */
export interface SurfaceListener {
  /** Of an uncaught exception or an unhandled rejection, before the program's own handlers and before Node's report. */
  onUncaught(error: unknown): void;
  /** Of an unhandled rejection that the program's own listener is about to hear. */
  onUnhandledRejection(reason: unknown): void;
}

/**
 * Listens for errors that surface in this thread, and gives the undo.
 *
 * `uncaughtExceptionMonitor` changes nothing for the program. It does not fire for a rejection that an
 * `unhandledRejection` listener of the program hears, and a listener of ours would turn off Node's own handling: so, only while the
 * program has such a listener (or `--unhandled-rejections` asks for warnings), `process.emit` is wrapped.
 */
export function listenForSurfacing(listener: SurfaceListener): () => void {
  let wrapped: typeof process.emit | undefined;

  const onUncaught = (error: unknown): void => guarded(undefined, () => listener.onUncaught(error));
  const onListener = (name: string | symbol): void => {
    if (name === 'unhandledRejection') wrapEmit();
  };

  process.on('uncaughtExceptionMonitor', onUncaught);
  process.on('newListener', onListener);
  if (process.listenerCount('unhandledRejection') > 0 || areRejectionsOnlyWarned()) wrapEmit();

  return () => {
    process.off('uncaughtExceptionMonitor', onUncaught);
    process.off('newListener', onListener);
    // Somebody may have wrapped it again since; ours then only passes through.
    if (wrapped !== undefined && process.emit === wrapped) delete (process as Partial<NodeJS.Process>).emit;
    wrapped = undefined;
  };

  function wrapEmit(): void {
    if (wrapped !== undefined) return;
    const inner = process.emit;
    const emit = function (this: NodeJS.Process, name: string | symbol, reason: unknown): boolean {
      if (name === 'unhandledRejection' && wrapped !== undefined) {
        guarded(undefined, () => listener.onUnhandledRejection(reason));
      }
      // biome-ignore lint/complexity/noArguments: the rest of the arguments pass through as they are
      return Reflect.apply(inner as (...args: unknown[]) => boolean, this, arguments);
    } as typeof process.emit;
    wrapped = emit;
    Object.defineProperty(process, 'emit', {
      value: emit,
      configurable: true,
      writable: true,
      enumerable: false,
    });
  }
}

/** Whether Node is told to warn of unhandled rejections, or to be silent, instead of ending the process. */
function areRejectionsOnlyWarned(): boolean {
  const options = `${process.execArgv.join(' ')} ${process.env.NODE_OPTIONS ?? ''}`;
  return /--unhandled-rejections[= ](?:warn|none)/.test(options);
}
