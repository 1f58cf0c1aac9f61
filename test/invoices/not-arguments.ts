const NOT_PLAIN = [true, false, [], ['x'], {}, { $gt: '' }];

/** No text of at least one character. */
export const NOT_TEXTS = ['', ' ', '\t\n', 5, ...NOT_PLAIN];

/** No amount above zero of at most 15 digits, 6 of them decimals, whether as a number or as text. */
export const NOT_AMOUNTS = [
  NOT_PLAIN,
  [0, -1, -0.01, 'json:-0', 'json:1e400', 'json:-1e400', 'json:1e-7', 'json:1e21', 0.1234567],
  ['json:12345678901234567890', 'json:1234567890123456', 'json:1234567890.1234567', 'json:0.00000000000000000001'],
  // A double would make 0.1, 120 and a million of these.
  ['json:0.10000000000000000001', 'json:120.00000000000000001', 'json:999999.99999999999999'],
  ['0', '0.000000', '-1', '+5', '.5', '5.', '1e3', '1E3', '1e400', '0x10', '1_000', '1,000.00', '1.000,00', '1 000'],
  ['12345678901234567890', '1234567890123456', '0.1234567', '1.2.3', '10 EUR', '€10', '١٢', '１０', '10\n20'],
  ['', ' ', 'NaN', 'Infinity', '-Infinity', 'ten', 'null', 'true'],
].flat();

/** No code of 3 to 5 letters. */
export const NOT_CURRENCIES = [
  NOT_TEXTS,
  'E',
  'EU',
  'EURUSD',
  'EU1',
  '978',
  'E R',
  'EUR;',
  'E-R',
  '€',
  '€€€',
  'ＥＵＲ',
  'ЕUR',
].flat();

/** No point in time that exists, with its offset. */
export const NOT_DATE_TIMES = [
  NOT_TEXTS,
  [1_769_853_600, '1769853600', 'now', 'tomorrow', 'Jan 31 2026 10:00 GMT', '2026-W05-6T10:00:00Z'],
  ['2026-01-31', '2026-01-31T10:00:00', '2026-01-31T10:00', '2026-01-31 10:00:00Z', '20260131T100000Z'],
  ['2026-02-30T10:00:00Z', '2025-02-29T10:00:00Z', '1900-02-29T10:00:00Z', '2026-04-31T10:00:00Z'],
  ['2026-00-10T10:00:00Z', '2026-13-10T10:00:00Z', '2026-01-00T10:00:00Z', '2026-01-32T10:00:00Z'],
  ['2026-01-31T24:00:00Z', '2026-01-31T10:60:00Z', '2026-01-31T10:00:61Z', '2016-12-31T23:59:60Z'],
  ['2026-01-31T10:00:00+24:00', '2026-01-31T10:00:00+0200', '2026-01-31T10:00:00+02', '2026-01-31T10:00:00 Z'],
  ['0000-01-01T00:00:00Z', '0099-01-01T00:00:00Z', '+010000-01-01T00:00:00Z', '-000001-01-01T00:00:00Z'],
  // Their offsets lead out of the years that four digits can write.
  ['9999-12-31T23:59:59-12:00', '1900-01-01T00:00:00+14:00'],
  ['2026-01-31T10:00:00.1234567890Z', '２０２６-01-31T10:00:00Z', '2026-01-31T10:00:00Z\n2026-01-31T10:00:00Z'],
].flat();

/** No single e-mail address. */
export const NOT_EMAILS = [
  NOT_TEXTS,
  ['nobody', '@', 'a@', '@example.com', 'a@b', 'a@b@example.com', 'a@example..com', 'a@-example.com', 'a@.com'],
  ['a b@example.com', '.a@example.com', 'a.@example.com', 'a@example.com.', 'a@[127.0.0.1]', 'a@127.0.0.1'],
  [
    'Name <a@example.com>',
    'mailto:a@example.com',
    'a@example.com,b@example.com',
    'a@example.com\r\nBcc: b@example.com',
  ],
  [`${'x'.repeat(65)}@example.com`, `a@${'x'.repeat(64)}.com`, `a@${'x.'.repeat(130)}com`],
].flat();
