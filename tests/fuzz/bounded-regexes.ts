/** Regular expressions that recheck calls polynomial, and why their input is too short for that to matter. Everything else must be linear. */
export const BOUNDED: Readonly<Record<string, string>> = {
  '/[.!]+$/u': 'the purpose of an app: at most 200 characters at registration',
  '/"(?:[^"\\\\]|\\\\.)*"/g': 'runs on what JSON.parse has taken, where every string ends: each is read once',
  '/=+$/': 'the end of a base64 text of our own making',
  '/\\/+$/': 'an address in the guard’s configuration, read once at start',
  '/<h1[^>]*>([\\s\\S]*?)<\\/h1>/i': 'valetkey tour reads the pages of the server it has started itself',
  '/(<button[^>]*>)([\\s\\S]*?)<\\/button>/gi': 'as above',
  '/<form[^>]*method="post"[^>]*>[\\s\\S]*?<\\/form>/gi': 'as above',
  '/<[^>]*>/g': 'as above',
};
