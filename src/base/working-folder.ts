/** Where this process runs. Of a folder that was removed meanwhile, the name that the shell gave it; never throws. */
export function workingFolder(): string {
  try {
    return process.cwd();
  } catch (_gone) {
    return process.env.PWD || '/';
  }
}
