import { array, assert, bigInt, nat, property, record } from 'fast-check';
import { DecimalSum, parseDecimal } from '../../src/invoices/analytics/decimal-sum.js';

/** Any decimal, as a whole number of units and how many of its digits are decimals. */
const decimals = record({ units: bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), scale: nat(12) });

function write({ units, scale }: { units: bigint; scale: number }): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const whole = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return units < 0n ? `-${whole}` : whole;
}

test('a sum is that of whole numbers, however many decimals each amount has', () => {
  assert(
    property(array(decimals), (values) => {
      const sum = new DecimalSum();
      for (const value of values) sum.add(parseDecimal(write(value))!);
      const units = values.reduce((total, { units: each, scale }) => total + each * 10n ** BigInt(12 - scale), 0n);
      expect(parseDecimal(sum.toString())).toBeDefined();
      const expected = write({ units, scale: 12 });
      const [whole, digits = ''] = expected.split('.');
      expect(sum.toString()).toBe(`${whole}.${digits.slice(0, 2)}${digits.slice(2).replace(/0+$/, '')}`);
    }),
  );
});
