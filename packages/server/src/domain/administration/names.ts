/** Who is behind an id in the log: each looked up once. */
import type { ApiKey, AppWithoutLogo, User } from '../../store/rows.ts';
import type { Core } from '../core.ts';

export interface Actor {
  kind: 'member' | 'app' | 'provider' | 'system';
  id: string | null;
  name: string;
}

export class Names {
  readonly #core: Core;
  readonly #users = new Map<string, Promise<User | null>>();
  readonly #keys = new Map<string, Promise<ApiKey | null>>();
  readonly #apps = new Map<string, Promise<AppWithoutLogo | null>>();

  constructor(core: Core) {
    this.#core = core;
  }

  user(id: string): Promise<User | null> {
    return remember(this.#users, id, () => this.#core.store.findUser(id));
  }

  app(id: string): Promise<AppWithoutLogo | null> {
    return remember(this.#apps, id, () => this.#core.store.findApp(id));
  }

  apiKey(id: string): Promise<ApiKey | null> {
    return remember(this.#keys, id, async () => (await this.#core.store.findApiKey(id))?.key ?? null);
  }

  /** @param actor of an event: `user:<id>`, `app:<id>`, `operator`, `system` */
  async actor(actor: string): Promise<Actor> {
    const [kind, id = ''] = actor.split(':', 2);
    if (kind === 'user') return { kind: 'member', id, name: (await this.user(id))?.name ?? id };
    if (kind === 'app') return { kind: 'app', id, name: (await this.app(id))?.name ?? id };
    return { kind: kind === 'operator' ? 'provider' : 'system', id: null, name: '' };
  }
}

function remember<T>(known: Map<string, Promise<T>>, id: string, find: () => Promise<T>): Promise<T> {
  const found = known.get(id) ?? find();
  known.set(id, found);
  return found;
}
