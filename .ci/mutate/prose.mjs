// Leaves sentences alone: a test that held every word of a message would be a second copy of it.

/** Two words or more. */
const isProse = (text) => /\S\s+\S/.test(text);
const plain = new Set(['Identifier', 'MemberExpression', 'ThisExpression']);

/** A sentence, with no more than names and figures put in. */
function isSentence({ node }) {
  if (node.type === 'StringLiteral') return isProse(node.value);
  if (node.type !== 'TemplateLiteral') return false;
  return (
    isProse(node.quasis.map(({ value }) => value.raw).join('0')) &&
    node.expressions.every(({ type }) => plain.has(type))
  );
}

export const strykerPlugins = [
  {
    kind: 'Ignore',
    name: 'prose',
    value: { shouldIgnore: (path) => (isSentence(path) ? 'a sentence for people' : undefined) },
  },
];
