function depthOf(node) {
  return 1 + depthOf(node.parent);
}

const root = { name: 'root' };
root.parent = root;
depthOf(root);
