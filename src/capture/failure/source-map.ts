import { SourceMap } from 'node:module';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { files } from '../../base/files.ts';
import { guarded } from '../../base/notice.ts';
import { toPath } from './script-path.ts';

/** A place in a source file: line from 1, column from 0. */
export interface SourcePlace {
  /** An absolute path, or a name such as `[eval]` that is none. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The original name of what stands there, if the map knows it. */
  readonly name?: string;
}

/** A script by its path, and its map: where it lies, or its text. */
export interface MappedScript {
  readonly path: string;
  readonly mapUrl?: string;
  readonly mapText?: string;
}

interface LoadedMap {
  readonly map: SourceMap;
  readonly folder: string;
}

/** A larger map is not worth the wait at a crash. */
const MAX_MAP_BYTES = 64 * 1024 * 1024;

/**
 * Leads a place in compiled code back to its source through the code's source map (line from 1, column from 0).
 * Gives `undefined` where there is no map, or it does not reach. Reads the map's file; no cost but at a failure.
 */
export function mapToSource(script: MappedScript, line: number, column: number): SourcePlace | undefined {
  return guarded(undefined, () => {
    const map = loadMap(script);
    const entry = map?.map.findEntry(line - 1, column);
    if (map === undefined || entry === undefined || !('originalSource' in entry)) return undefined;
    return {
      file: resolveSource(entry.originalSource, map.folder),
      line: entry.originalLine + 1,
      column: entry.originalColumn,
      ...('name' in entry && typeof entry.name === 'string' && { name: entry.name }),
    };
  });
}

/** The last `//# sourceMappingURL=` of a script's source. */
export function findMapUrl(source: string): string | undefined {
  const at = source.lastIndexOf('//# sourceMappingURL=');
  return at === -1 ? undefined : source.slice(at + '//# sourceMappingURL='.length).match(/^\S+/)?.[0];
}

function loadMap({ path, mapUrl = '', mapText }: MappedScript): LoadedMap | undefined {
  if (mapText !== undefined) return parseMap(mapText, path);
  const inline = /^data:application\/json(?:;[^,;]*)*?(;base64)?,/.exec(mapUrl);
  const mapPath = inline === null ? resolve(dirname(path), toPath(mapUrl)) : path;
  if (inline === null && files.statSync(mapPath).size > MAX_MAP_BYTES) return undefined;
  const text =
    inline === null
      ? files.readFileSync(mapPath, 'utf8')
      : inline[1] === undefined
        ? decodeURIComponent(mapUrl.slice(inline[0].length))
        : Buffer.from(mapUrl.slice(inline[0].length), 'base64').toString('utf8');
  return parseMap(text, mapPath);
}

function parseMap(text: string, path: string): LoadedMap {
  const payload = JSON.parse(text) as ConstructorParameters<typeof SourceMap>[0];
  return { map: new SourceMap(payload), folder: join(dirname(path), toPath(payload.sourceRoot ?? '')) };
}

function resolveSource(source: string, folder: string): string {
  // Bundlers name their sources webpack://name/./src/a.ts.
  const bare = source.replace(/^webpack:\/\/[^/]*\//, '');
  const path = toPath(bare);
  return isAbsolute(path) ? path : resolve(folder, path);
}
