// An engine that changes the message of the errors that pass through it.
const ejs = require('ejs');

const text = '<ul>\n<% for (const line of lines) { %>\n<li><%= line.price.toFixed(2) %></li>\n<% } %></ul>';
console.log(ejs.render(text, { lines: [{ price: 1 }] }));
for (const [template, data] of [[text, { lines: [null] }], ['<% if ( %>', {}], ['<%= nowhere %>', {}]]) {
  try {
    ejs.render(template, data, { filename: 'list.ejs' });
  } catch (error) {
    console.log(error.name, error.message);
  }
}
ejs
  .render('<%= await price(sku) %>', { sku: 'a', price: async (sku) => sku.length }, { async: true })
  .then(console.log)
  .then(() => {
    const order = { lines: [{ price: 3 }, { price: '4' }] };
    return ejs.render(text, order, { filename: 'list.ejs' });
  });
