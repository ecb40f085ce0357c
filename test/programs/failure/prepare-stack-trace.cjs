Error.prepareStackTrace = (error, frames) => `${error.message}\n    in ${frames[0].getFunctionName()}`;

function measure(box) {
  const width = box.sides.width; // fails here
  return width;
}

measure({});
