import { sanitizeData } from '../../src/invoices/sanitize/sanitize-data.js';
import { sanitizeText } from '../../src/invoices/sanitize/sanitize-text.js';
import { quoteUntrusted, quoteUnlessIdentifier } from '../../src/invoices/sanitize/untrusted-text.js';

describe('a text that is cut', () => {
  test.each([
    ['aaaaa', 4, 'aaaa… (1 more characters)'],
    ['aaaa', 4, 'aaaa'],
    ['aaa🧾', 4, 'aaa… (2 more characters)'],
    ['aa🧾a', 4, 'aa🧾… (1 more characters)'],
    ['🧾🧾🧾', 3, '🧾… (4 more characters)'],
  ])('%j at %i is %j: never through a character of two units', (text, length, expected) => {
    expect(sanitizeText(text, length)).toBe(expected);
  });

  test('is cut at 2000 when nothing else is said', () => {
    expect(sanitizeText('x'.repeat(2_000))).toBe('x'.repeat(2_000));
    expect(sanitizeText('x'.repeat(2_003))).toBe(`${'x'.repeat(2_000)}… (3 more characters)`);
    expect(sanitizeText(`x${'🧾'.repeat(1_000)}`)).toBe(`x${'🧾'.repeat(999)}… (2 more characters)`);
  });

  test('in a question is cut by whole characters', () => {
    expect(quoteUntrusted('🧾'.repeat(80))).toBe(`"${'🧾'.repeat(80)}"`);
    expect(quoteUntrusted('🧾'.repeat(81))).toBe(`"${'🧾'.repeat(80)}…"`);
    expect(quoteUnlessIdentifier('x'.repeat(40))).toBe('x'.repeat(40));
    expect(quoteUnlessIdentifier('x'.repeat(41))).toBe(`"${'x'.repeat(40)}…"`);
  });
});

describe('data of which nothing is known', () => {
  test('is cut in its names, by whole characters', () => {
    const name = `${'n'.repeat(63)}🧾`;
    expect(sanitizeData({ [name]: 1 })).toEqual({ [`${'n'.repeat(63)}… (2 more characters)`]: 1 });
    expect(sanitizeData({ ['n'.repeat(64)]: 1 })).toEqual({ ['n'.repeat(64)]: 1 });
  });

  test('has six levels, and says so where there are more', () => {
    const nested = (levels: number, inside: unknown): unknown =>
      levels === 0 ? inside : { a: nested(levels - 1, inside) };
    expect(sanitizeData(nested(6, 1))).toEqual(nested(6, 1));
    expect(sanitizeData(nested(7, 1))).toEqual(nested(6, '… (nested deeper)'));
    expect(sanitizeData([[[[[[[1]]]]]]])).toEqual([[[[[['… (nested deeper)']]]]]]);
  });

  test('has a hundred entries of a list or an object, and says how many more there are', () => {
    const list = Array.from({ length: 103 }, (_, index) => index);
    expect(sanitizeData(list.slice(0, 100))).toEqual(list.slice(0, 100));
    expect(sanitizeData(list)).toEqual([...list.slice(0, 100), '… (3 more)']);
    const entries = list.map((index) => [`f${index}`, index]);
    const object = (count: number): object => Object.fromEntries(entries.slice(0, count)) as object;
    expect(sanitizeData(object(100))).toEqual(object(100));
    expect(sanitizeData(object(103))).toEqual({ ...object(100), '…': '3 more' });
  });

  test('keeps a field named __proto__ as a field', () => {
    const sanitized = sanitizeData(JSON.parse('{"__proto__":{"a":1}}')) as object;
    expect(Object.entries(sanitized)).toEqual([['__proto__', { a: 1 }]]);
  });
});
