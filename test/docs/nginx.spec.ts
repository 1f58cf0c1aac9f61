import { readFileSync } from 'node:fs';
import { SHIPPED } from '../harness/nginx.js';
import { blocksIn } from './documents.js';

test('the configuration for nginx that the documents show is the file that the tests run', () => {
  expect(blocksIn('nginx').map(({ text }) => text)).toEqual([readFileSync(SHIPPED, 'utf8')]);
});
