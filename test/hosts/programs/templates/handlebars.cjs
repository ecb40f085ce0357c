// Templates that are compiled to code, helpers that throw, templates that do not parse.
const Handlebars = require('handlebars');

Handlebars.registerHelper('price', (line) => {
  if (line.price === null) throw new Handlebars.Exception(`no price for ${line.sku}`);
  return line.price.toFixed(2);
});
const page = Handlebars.compile('{{#each lines}}{{sku}}: {{price this}}\n{{else}}none\n{{/each}}{{> foot}}', { strict: false });
Handlebars.registerPartial('foot', '<b>{{{name}}}</b> {{name}}');
console.log(page({ name: '<x>', lines: [{ sku: 'a', price: 1 }, { sku: 'b', price: 2.5 }] }));
for (const [text, options] of [['{{#if}}', {}], ['{{missing}}', { strict: true }], ['{{> nowhere}}', {}]]) {
  try {
    console.log(Handlebars.compile(text, options)({}));
  } catch (error) {
    console.log(error.name, error.message);
  }
}
console.log(page({ name: 'x', lines: [{ sku: 'c', price: null }] }));
