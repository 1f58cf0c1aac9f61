import { Injectable } from '@nestjs/common';
import type { ConfirmationRequest } from '../../src/mcp/confirmation/confirmation-prompt.js';
import { ToolProvider } from '../../src/mcp/decorators/tool-provider.decorator.js';
import { Tool, type ToolAnnotations } from '../../src/mcp/decorators/tool.decorator.js';
import { digestOf } from '../../src/mcp/confirmation/digest.js';
import { StateSeal } from '../../src/mcp/confirmation/state-seal.js';
import { ReplayGuard } from '../../src/mcp/confirmation/replay-guard.js';
import { ToolRegistry } from '../../src/mcp/discovery/tool.registry.js';
import type { ConfirmPolicy } from '../../src/mcp/mcp.options.js';
import { StartError } from '../../src/mcp/start-error.js';
import { HINTS, NoInput, options, startConfirming } from './tool-app.js';

const WRITES: ToolAnnotations = { ...HINTS, readOnlyHint: false };
const DESTROYS: ToolAnnotations = { ...WRITES, destructiveHint: true };

@Injectable()
class Asks {
  async request(_input: NoInput, _call: unknown, message: string): Promise<ConfirmationRequest<NoInput>> {
    return Promise.resolve({ message, confirmedState: {} });
  }
}

@Injectable()
class HasNothingToAsk extends Asks {
  isRequired(): boolean {
    return false;
  }
}

/** A provider of one tool that changes something. */
function holderOf(annotations: ToolAnnotations, when?: 'writes' | 'destructive', prompt = Asks) {
  @ToolProvider()
  class Holder {
    @Tool(options('do_it', { annotations, ...(when && { confirm: { when, prompt, message: 'Do it?' } }) }))
    run(): object {
      return {};
    }
  }
  return Holder;
}

/** Whether a person is asked before the tool runs. */
async function isAsked(policy: ConfirmPolicy, ...of: Parameters<typeof holderOf>): Promise<boolean> {
  const app = await startConfirming(policy, holderOf(...of), Asks, HasNothingToAsk);
  const tool = app.get(ToolRegistry).get('do_it');
  await app.close();
  return tool?.confirm !== undefined;
}

test.each([
  ['off', 'destructive', false],
  ['off', 'writes', false],
  ['destructive', 'destructive', true],
  ['destructive', 'writes', false],
  ['writes', 'destructive', true],
  ['writes', 'writes', true],
] as const)('under %s what is confirmed from %s on is asked about: %s', async (policy, from, asked) => {
  expect(await isAsked(policy, DESTROYS, from)).toBe(asked);
});

test('a question that the settings leave nothing of costs its tool nothing', async () => {
  expect(await isAsked('writes', DESTROYS, 'destructive', HasNothingToAsk)).toBe(false);
});

const POLICIES = ['off', 'destructive', 'writes'] as const;

describe.each(POLICIES)('under %s', (policy) => {
  test.each([DESTROYS, WRITES])('a tool that changes something and asks nothing stops the start', async (hints) => {
    await expect(isAsked(policy, hints)).rejects.toThrow(
      new StartError(
        'Holder.run offers "do_it", which changes something, and does not say what a person is asked before it does. ' +
          'Give its @Tool the option confirm, or the annotation readOnlyHint if it changes nothing.',
      ),
    );
  });

  test('a tool that changes nothing needs no question', async () => {
    expect(await isAsked(policy, HINTS)).toBe(false);
  });

  test('a question of a class that is no provider stops the start', async () => {
    class Absent extends Asks {}
    await expect(isAsked(policy, DESTROYS, 'writes', Absent)).rejects.toThrow(
      new StartError(
        'Holder.run names Absent, of which no module has a singleton. List it in the providers of a module.',
      ),
    );
  });
});

describe('the seal', () => {
  const STATE = { call: 'c'.repeat(43), confirmedState: 'f'.repeat(43), nonce: 'n'.repeat(22), expiresAt: 1 };

  test('opens what it sealed, and never seals twice the same way', () => {
    const seal = new StateSeal([{ reveal: () => 'one' }]);
    const [first, second] = [seal.seal(STATE), seal.seal(STATE)];
    expect(first).not.toBe(second);
    expect([first, second].map((text) => seal.open(text))).toEqual([STATE, STATE]);
    const text = seal.seal({ ...STATE, subject: '\u0000'.repeat(128) });
    expect(seal.open(text)?.subject).toHaveLength(128);
  });

  test('without a key is that of one process', () => {
    const text = new StateSeal([]).seal(STATE);
    expect(new StateSeal([]).open(text)).toBeUndefined();
  });

  test('opens nothing in which a single bit is another', () => {
    const seal = new StateSeal([{ reveal: () => 'one' }]);
    const bytes = Buffer.from(seal.seal(STATE).slice(2), 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(seal.open(`1.${changed.toString('base64url')}`)).toBeUndefined();
    }
  });
});

test('a digest is that of a value, however it is written, and of no other', () => {
  expect(digestOf({ b: [1, { d: 2, c: undefined }], a: 'x' })).toBe(digestOf({ a: 'x', b: [1, { d: 2 }] }));
  const others = [{ a: '1' }, { a: 1 }, { a: [1] }, { a: null }, {}, [], { b: 1 }, { a: { a: 1 } }];
  expect(new Set(others.map(digestOf)).size).toBe(others.length);
});

test('answers are remembered until they expire, and none is forgotten for want of room', async () => {
  const used = new ReplayGuard();
  const [past, future] = [Date.now() - 1, Date.now() + 60_000];
  expect(await used.consume('early', past)).toBe('new');
  expect(await used.consume('first', future)).toBe('new');
  expect(await used.consume('first', future)).toBe('used');
  let taken = 1;
  while ((await used.consume(`n${taken}`, future)) === 'new') taken += 1;
  expect(taken).toBe(100_000);
  expect(await used.consume('one more', future)).toBe('full');
  expect(await used.consume('first', future)).toBe('used');
});
