import { readFileSync } from 'node:fs';

test('the configuration of nginx that operators read is the one that is tested', () => {
  const shown = /^```nginx\n([^]*?)^```$/m.exec(readFileSync('docs/operations.md', 'utf8'))?.[1];
  expect(shown).toBe(readFileSync('deploy/nginx/orvion-mcp.conf', 'utf8'));
});
