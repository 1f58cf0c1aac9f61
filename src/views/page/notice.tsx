import { useEffect, useRef } from 'preact/hooks';

/** Props of a `Notice`. */
export interface NoticeProps {
  readonly title: string;
  readonly text: string;
  readonly isError?: boolean;
}

/**
 * A message about what was done or not. It takes the focus, as the button that had it may be gone, unless the focus is
 * outside the view: then the user may be typing to the model.
 */
export function Notice({ title, text, isError = false }: NoticeProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document.hasFocus()) box.current?.focus({ preventScroll: true });
  }, [title, text]);
  return (
    <div ref={box} tabIndex={-1} role={isError ? 'alert' : 'status'} class={isError ? 'notice error' : 'notice'}>
      <strong>{title}</strong> <span>{text}</span>
    </div>
  );
}
