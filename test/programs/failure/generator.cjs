function* pages(book) {
  let number = 1;
  for (const page of book.pages) {
    yield page.text.trim(); // fails here
    number += 1;
  }
}

const book = { pages: [{ text: ' one ' }, {}] };
for (const text of pages(book)) console.log(text);
