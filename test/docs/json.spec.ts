import { blocksIn } from './documents.js';

test.each(blocksIn('json'))('the JSON at $where parses', ({ text }) => {
  expect(() => JSON.parse(text) as unknown).not.toThrow();
});
