const noShout = {
  meta: { type: 'problem', schema: [], fixable: 'code', messages: { shout: '{{name}} is shouted' } },
  create(context) {
    return {
      Identifier(node) {
        if (process.env.RULE_FAILS && node.name === 'boom') throw new Error(`a rule met ${node.name}`);
        if (/^[A-Z]{4,}$/.test(node.name)) context.report({ node, messageId: 'shout', data: { name: node.name } });
      },
    };
  },
};

export default [
  {
    files: ['src/**/*.js'],
    plugins: { own: { rules: { 'no-shout': noShout } } },
    rules: { 'own/no-shout': 'error', 'no-unused-vars': 'warn', 'no-undef': 'error', semi: 'error', 'prefer-const': 'error' },
  },
];
