/** A question of the server, put to whoever sits before the page. */
export async function askPerson(
  params: object,
): Promise<{ action: 'accept' | 'decline'; content?: { confirm: boolean } }> {
  const { message } = params as { message: string };
  const dialog = document.createElement('dialog');
  const text = document.createElement('p');
  text.textContent = message;
  const buttons = ['Yes', 'No'].map((name) => Object.assign(document.createElement('button'), { textContent: name }));
  dialog.append(text, ...buttons);
  document.body.append(dialog);
  dialog.showModal();
  const pressed = await Promise.race(
    buttons.map(
      async (button) => new Promise<string>((done) => button.addEventListener('click', () => done(button.textContent))),
    ),
  );
  dialog.remove();
  return pressed === 'Yes' ? { action: 'accept', content: { confirm: true } } : { action: 'decline' };
}
