async function upload(name) {
  const size = name.length;
  throw { status: 413, size }; // fails here
}

upload('video.mp4');
