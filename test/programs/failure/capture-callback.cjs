process.setUncaughtExceptionCaptureCallback((error) => {
  console.log('captured', error.message);
});

function draw(shape) {
  const radius = shape.radius / 2;
  return radius.unit.name; // fails here
}

setTimeout(() => console.log('still alive'), 5);
draw({ radius: 4 });
