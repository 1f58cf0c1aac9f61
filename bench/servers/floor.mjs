// The floor: one JSON-RPC message in, one HTTP call out, one message back, without SDK, validation or any check.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { invoiceText } from '../load/invoices.mjs';
import { listen } from './listening.mjs';
import { IS_STDIO } from './settings.mjs';
import { ask } from './upstream.mjs';

/** Skips the call to the backend: HTTP, JSON and the text of a response remain. */
const IS_ALONE = process.argv.includes('--alone');

const INITIALIZED = {
  protocolVersion: '2025-11-25',
  capabilities: { tools: {} },
  serverInfo: { name: 'floor', version: '0' },
};

async function answer({ id, method, params }) {
  if (method === 'initialize') return { jsonrpc: '2.0', id, result: INITIALIZED };
  const { id: invoice, limit } = params.arguments;
  const path = invoice === undefined ? `/invoices?limit=${limit}` : `/invoices/${invoice}`;
  const text = IS_ALONE ? invoiceText(invoice) : await ask(path);
  return { jsonrpc: '2.0', id, result: { content: [{ type: 'text', text }], isError: false } };
}

function serveHttp() {
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const text = chunks.length === 1 ? chunks[0].toString() : Buffer.concat(chunks).toString();
      void respond(JSON.parse(text), response);
    });
  });
  listen(server);
}

async function respond(message, response) {
  if (message.id === undefined) {
    response.writeHead(202).end();
    return;
  }
  const body = JSON.stringify(await answer(message));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

function serveStdio() {
  createInterface({ input: process.stdin }).on('line', (line) => void respondLine(JSON.parse(line)));
  process.stdin.on('end', () => process.exit(0));
}

async function respondLine(message) {
  if (message.id !== undefined) process.stdout.write(`${JSON.stringify(await answer(message))}\n`);
}

if (IS_STDIO) serveStdio();
else serveHttp();
