import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPeer } from '../harness/stdio-peer.js';

jest.setTimeout(30_000);

/** Writes down every file that a process opens, by whatever means of Node. */
const PROBE = `
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');
const record = (path) => fs.appendFileSync.call(fs, process.env.OPENED_FILES, String(path) + '\\n');
const watch = (holder, name) => {
  const original = holder[name];
  holder[name] = function (path, ...rest) {
    if (path !== process.env.OPENED_FILES) record(path);
    return original.call(this, path, ...rest);
  };
};
for (const name of ['readFile', 'open', 'createReadStream', 'readFileSync']) watch(fs, name);
for (const name of ['readFile', 'open']) watch(fs.promises, name);
syncBuiltinESMExports();
`;

const capabilities = { extensions: { 'io.modelcontextprotocol/ui': { mimeTypes: ['text/html;profile=mcp-app'] } } };
const clientInfo = { name: 'tests', version: '1' };

test('a process opens no view before it is asked for one, and then only that', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'orvion-opened-'));
  const [probe, list] = [join(folder, 'probe.cjs'), join(folder, 'opened.txt')];
  writeFileSync(probe, PROBE);
  const peer = startPeer({ NODE_OPTIONS: `--require ${probe}`, OPENED_FILES: list }, ['stdio', '--sandbox']);
  const ask = async (id: string, method: string, params: object = {}) => {
    peer.send({ jsonrpc: '2.0', id, method, params });
    return peer.response(id);
  };
  const opened = (): string[] =>
    readFileSync(list, 'utf8')
      .split('\n')
      .filter((path) => path.includes('/dist/views/'));

  await ask('init', 'initialize', { protocolVersion: '2025-11-25', capabilities, clientInfo });
  const tools = await ask('tools', 'tools/list');
  expect(JSON.stringify(tools.result)).toContain('ui://orvion/invoice.html');
  await ask('resources', 'resources/list');
  await ask('call', 'tools/call', { name: 'list_invoices', arguments: {} });
  expect(readFileSync(list, 'utf8')).toContain('service.cjs');
  expect(opened()).toEqual([]);

  const { result } = await ask('read', 'resources/read', { uri: 'ui://orvion/invoice.html' });
  expect(JSON.stringify(result)).toContain('<!doctype html>');
  expect(opened()).toEqual([expect.stringMatching(/dist\/views\/invoice\.html$/)]);
  peer.process.stdin.end();
  expect(await peer.ended).toBe(0);
});
