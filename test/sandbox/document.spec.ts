import { readFileSync } from 'node:fs';
import { FAULT_KINDS } from '../../src/sandbox/faults/fault-rule.js';
import { curl } from '../harness/curl.js';
import { useSandbox } from './use-sandbox.js';

const { acme, globex, origin } = useSandbox();
const text = readFileSync('docs/sandbox.md', 'utf8');

test('every example of the document does what it shows, in the order of the page', async () => {
  const examples = [...text.matchAll(/```shell\n([^]*?)```[^`]*```json\n([^]*?)```/g)];
  expect(examples.length).toBe(text.split('```shell').length - 1);
  for (const [, command = '', response = ''] of examples) {
    const line = command.replace('http://127.0.0.1:8000', origin());
    expect(JSON.parse(await curl(line))).toMatchObject(JSON.parse(response) as object);
  }
});

test('the table of faults has every kind', () => {
  const [, table = ''] = /\| kind [^\n]*\n\|[- |]+\n([^]*?)\n\n/.exec(text) ?? [];
  expect([...table.matchAll(/^\| `([\w-]+)`/gm)].map(([, kind = '']) => kind).toSorted()).toEqual(
    [...FAULT_KINDS].toSorted(),
  );
});

test('every endpoint of the table is there', async () => {
  const endpoints = [...text.matchAll(/^\| `(GET|POST|DELETE) (\/[^`]+)` /gm)];
  expect(endpoints).toHaveLength(9);
  for (const [, method = '', path = ''] of endpoints) {
    const { body } = await acme.call<object>(method, path.replace('{id}', 'inv_unknown'));
    expect(body).not.toEqual({ detail: 'Not Found' });
  }
});

test('the table of organisations counts right', async () => {
  for (const [client, key] of [
    [acme, 'test_sandbox_acme'],
    [globex, 'test_sandbox_globex'],
  ] as const) {
    const [, count] = new RegExp(`\`${key}\` +\\| (\\d+)`).exec(text) ?? [];
    const demo = (await client.list({ limit: 1000 })).filter(({ external_id }) => external_id?.startsWith('demo-'));
    expect(demo).toHaveLength(Number(count));
  }
});
