import { float, int, MARKER, none, noSuch, object, type Row, str } from './row.ts';

/** Failures in what a class or an object has: methods, accessors, constructors. */
export const classMembers: readonly Row[] = [
  {
    title: 'a method shows this, its private fields first',
    program: 'method.cjs',
    failures: [
      {
        error: noSuch('value'),
        in: 'total',
        locals: { discount: float(0.9), first: object({ name: 'pen' }) },
        this: { t: 'Cart', v: { '#coupon': 'SPRING', items: [{ name: 'pen' }], closed: false } },
      },
    ],
  },
  {
    title: 'private methods and accessors are not run, and a secret in a private field is hidden',
    program: 'private-fields.cjs',
    failures: [
      {
        error: noSuch('user'),
        in: 'lastUser',
        this: {
          t: 'Session',
          v: {
            '#log': { t: 'Map', v: [['opened', 1]] },
            '#apiKey': MARKER,
            '#uses': [{ user: 'ada' }],
            '#limit': 'NaN',
            region: 'eu',
          },
        },
      },
    ],
  },
  {
    title: 'an instance of a class that extends Map shows its entries alone',
    program: 'private-fields-map.cjs',
    failures: [
      {
        error: noSuch('name'),
        in: 'first',
        locals: { key: str('b') },
        this: { t: 'Registry', v: [['a', { name: 'x' }]] },
      },
    ],
  },
  {
    title: 'a static block of a class shows its variables where V8 tells them',
    program: 'static-block.cjs',
    failures: ({ node }) => [
      {
        error: noSuch('toUpperCase'),
        in: '<static_initializer>',
        ...(node < 22
          ? { locals_missing: 'V8 gave no scopes for this frame' }
          : { locals: { second: none } }),
      },
    ],
  },
  {
    title: 'a getter shows this',
    program: 'getter.cjs',
    failures: [
      {
        error: noSuch('name', 'null'),
        in: 'get label',
        locals: { prefix: str('account of') },
        this: object({ owner: null, label: '[getter]' }),
      },
    ],
  },
  {
    title: 'a setter shows the value that it was given',
    program: 'setter.cjs',
    failures: [
      {
        error: noSuch('high', 'null'),
        in: 'set target',
        locals: { degrees: float(21.6), rounded: int(22) },
        this: { t: 'Thermostat', v: { limits: null } },
      },
    ],
  },
  {
    title: 'a custom inspect method that console.log calls fails in the method',
    program: 'getter-logged.cjs',
    failures: [
      {
        error: noSuch('title'),
        in: '[nodejs.util.inspect.custom]',
        locals: { depth: int(2), first: none },
        this: { t: 'Report', v: { rows: [] } },
      },
    ],
  },
  {
    title: 'a constructor that fails before super() shows no this',
    program: 'before-super.cjs',
    failures: [{ error: noSuch('side'), in: 'Square', locals: { options: object({ color: 'red' }) } }],
  },
];
