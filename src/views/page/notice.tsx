import { useEffect, useRef } from 'preact/hooks';

/** A sentence about what was done, or was not. */
export interface NoticeProps {
  readonly title: string;
  readonly text: string;
  readonly isRefusal?: boolean;
}

/**
 * It takes the focus, which the button that led to it may have lost; where the focus is not in the view, somebody writes to the
 * model, and is left alone.
 */
export function Notice({ title, text, isRefusal = false }: NoticeProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document.hasFocus()) box.current?.focus({ preventScroll: true });
  }, [title, text]);
  return (
    <div ref={box} tabIndex={-1} role={isRefusal ? 'alert' : 'status'} class={isRefusal ? 'notice refusal' : 'notice'}>
      <strong>{title}</strong> <span>{text}</span>
    </div>
  );
}
