process.on('exit', (code) => console.log('leaving with', code));

function render(view) {
  return view.model.title; // fails here
}

render({});
