/** `valetkey user export` and `valetkey user erase` */
import { erasePerson, exportPerson } from '../../domain/person-data.ts';
import { emptyLog } from '../../store/sqlite/empty-log.ts';
import { defineCommand, PROVIDER_OPTION } from '../command.ts';
import { CommandError } from '../failures.ts';
import { getUser } from '../find.ts';
import { operatorAct } from '../operator.ts';
import { findSqlite } from '../sqlite-location.ts';
import { withCore } from '../workspace.ts';

const PERSON = { name: 'user', description: 'id or e-mail address' };

export const userExport = defineCommand({
  name: 'user export',
  summary: 'All that is held about a person, as one JSON document; no secret is in it',
  arguments: [PERSON],
  options: { provider: PROVIDER_OPTION },
  examples: ['valetkey user export ada@acme.example > ada.json'],
  async run(context) {
    await withCore(context, async core => {
      const user = await getUser(core, context.arguments[0]!, context.values.provider);
      const data = await exportPerson(core, user);
      context.answer(data, JSON.stringify(data, null, 2));
    });
  },
});

export const userErase = defineCommand({
  name: 'user erase',
  summary: 'End everything that acts for a person and forget who it was; this cannot be taken back',
  arguments: [PERSON],
  options: {
    provider: PROVIDER_OPTION,
    yes: { type: 'flag', description: 'Yes, for good' },
  },
  async run(context) {
    const { values } = context;
    if (!values.yes)
      throw new CommandError('Nothing was erased: it cannot be taken back. Say --yes if you mean it.');
    const id = await withCore(context, async core => {
      const user = await getUser(core, context.arguments[0]!, values.provider);
      await erasePerson(core, user, operatorAct(core));
      return user.id;
    });
    const sqlite = await findSqlite(context);
    if (sqlite !== null) emptyLog(sqlite.path);
    context.answer(
      { erased: id },
      `${id}: everything has ended, and nothing says who it was. Backups still do.`,
    );
  },
});
