/** A span as a collector gets it (opentelemetry-proto, trace/v1/trace.proto). */
export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** Empty for the first span of a trace. */
  readonly parentSpanId: string;
  readonly traceState: string;
  readonly name: string;
  /** 2 is SERVER, 3 is CLIENT. */
  readonly kind: number;
  readonly attributes: Attributes;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  /** 2 is ERROR, 0 is not set. */
  readonly status: number;
  readonly events: number;
  readonly durationNs: bigint;
  readonly resource: Attributes;
}

export type Attributes = Readonly<Record<string, string | number>>;

type Field = Buffer | bigint;

/** The fields of a protobuf message by their numbers, in order (Protocol Buffers, "Encoding"). */
function fieldsOf(message: Buffer): Map<number, Field[]> {
  const fields = new Map<number, Field[]>();
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = message.readUInt8(at++);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const bytes = (length: number): Buffer => message.subarray(at, (at += length));
  while (at < message.length) {
    const tag = Number(varint());
    let field: Field;
    if ((tag & 7) === 0) field = varint();
    else if ((tag & 7) === 1) field = bytes(8).readBigUInt64LE();
    else if ((tag & 7) === 5) field = BigInt(bytes(4).readUInt32LE());
    else field = bytes(Number(varint()));
    fields.set(tag >> 3, [...(fields.get(tag >> 3) ?? []), field]);
  }
  return fields;
}

const messages = (of: Map<number, Field[]>, field: number): Map<number, Field[]>[] =>
  (of.get(field) ?? []).map((value) => fieldsOf(value as Buffer));
const text = (of: Map<number, Field[]>, field: number): string => ((of.get(field)?.[0] ?? '') as Buffer).toString();
const hex = (of: Map<number, Field[]>, field: number): string =>
  (of.get(field)?.[0] as Buffer | undefined)?.toString('hex') ?? '';
const number = (of: Map<number, Field[]>, field: number): bigint => (of.get(field)?.[0] as bigint | undefined) ?? 0n;

const attributesOf = (of: Map<number, Field[]>, field: number): Attributes =>
  Object.fromEntries(
    messages(of, field).map((pair) => {
      const [value = new Map<number, Field[]>()] = messages(pair, 2);
      return [text(pair, 1), value.has(3) ? Number(number(value, 3)) : text(value, 1)];
    }),
  );

/** Every span of an `ExportTraceServiceRequest`. */
export function spansOf(request: Buffer): ReceivedSpan[] {
  return messages(fieldsOf(request), 1).flatMap((resourceSpans) => {
    const resource = attributesOf(messages(resourceSpans, 1)[0] ?? new Map<number, Field[]>(), 1);
    return messages(resourceSpans, 2).flatMap((scope) => messages(scope, 2).map((span) => spanOf(span, resource)));
  });
}

const spanOf = (span: Map<number, Field[]>, resource: Attributes): ReceivedSpan => ({
  traceId: hex(span, 1),
  spanId: hex(span, 2),
  traceState: text(span, 3),
  parentSpanId: hex(span, 4),
  name: text(span, 5),
  kind: Number(number(span, 6)),
  durationNs: number(span, 8) - number(span, 7),
  attributes: attributesOf(span, 9),
  events: messages(span, 11).length,
  links: messages(span, 13).map((link) => ({ traceId: hex(link, 1), spanId: hex(link, 2) })),
  status: Number(number(messages(span, 15)[0] ?? new Map<number, Field[]>(), 3)),
  resource,
});
