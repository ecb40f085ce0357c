function walkTree(root) {
  const path = [];
  function visit(node, depth) {
    path.push(node.name);
    if (depth === 2) return node.child.name; // fails here
    return visit(node.child, depth + 1);
  }
  return visit(root, 0);
}

walkTree({ name: 'a', child: { name: 'b', child: { name: 'c' } } });
