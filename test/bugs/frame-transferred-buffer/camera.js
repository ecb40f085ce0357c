/** A frame of grey values with a bright bar in it. */
export function grabFrame(width, height) {
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) pixels[y * width + (width >> 1)] = 255;
  return { width, height, pixels };
}

/** The brightest value of a frame. */
export function brightest(frame) {
  const { pixels, width } = frame;
  if (pixels.length % width !== 0 || pixels.length === 0) throw new RangeError('a frame lost its rows');
  return pixels.reduce((max, value) => Math.max(max, value), 0);
}
