import { CLOUDS } from './clouds.ts';
import { CODE_HOSTS } from './code-hosts.ts';
import { GENERIC } from './generic.ts';
import { MODEL_PROVIDERS } from './model-providers.ts';
import { MORE_SERVICES } from './more-services.ts';
import { OPERATIONS } from './operations.ts';
import type { SecretShape } from './secret-shape.ts';
import { SERVICES } from './services.ts';

/** Every form that a secret has by itself. The order is of no meaning: matches of several rows may overlap. */
export const SHAPES: readonly SecretShape[] = [
  ...MODEL_PROVIDERS,
  ...CLOUDS,
  ...CODE_HOSTS,
  ...SERVICES,
  ...OPERATIONS,
  ...MORE_SERVICES,
  ...GENERIC,
];
