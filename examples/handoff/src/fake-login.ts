/** Stands where the company's own login stands: one form, one user (password "demo"), two accounts. Replace it by yours. */

const ada = {
  user: { id: '42', email: 'ada@example.com', name: 'Ada Example' },
  accounts: [
    { id: '7', name: 'Acme', role: 'administrator', plan: 'enterprise' },
    { id: '8', name: 'Example & Sons', role: 'member', plan: null },
  ],
};

export function signIn(form: { email?: string; password?: string; cancel?: string }) {
  if (form.cancel !== undefined) return 'cancelled';
  return form.email === ada.user.email && form.password === 'demo' ? ada : 'wrong';
}

const escape = (text: string) => text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);

export const loginForm = (id: string, app: string, locale: string, failed = false): string => `<!doctype html>
<html lang="${escape(locale)}"><meta name="viewport" content="width=device-width"><title>Acme login</title>
<h1>Sign in to go on to ${escape(app)}</h1>${failed ? '<p role="alert">That e-mail and password do not belong together.' : ''}
<form method="post" action="/login"><input type="hidden" name="login_request" value="${escape(id)}">
<p><label>E-mail <input name="email" type="email" autocomplete="username" required></label>
<p><label>Password <input name="password" type="password" autocomplete="current-password" required></label>
<p><button>Sign in</button> <button name="cancel" value="1" formnovalidate>Cancel</button></form></html>`;
