import { invalidQuery, ServiceFault, unsupportedOperation } from '../faults.js';
import { answerQuery } from '../query/query.js';
import { writeEntity } from '../writes/entityWrites.js';
import { Fields, type Body } from '../writes/fields.js';
import { batchTooBig, requiredMissing, unreadableProperty } from '../writes/refusals.js';
import { isOperation, type WriteContext, type Written } from '../writes/writeContext.js';

const MOST_ITEMS = 30;
/** Objects in the answer of a whole batch. */
const MOST_OBJECTS = 1000;
const OWN = ['bId', 'operation', 'optionsData', 'Query', 'requestid'];

interface Room {
  left: number;
}

function query(statement: string, ground: WriteContext, room: Room): Written {
  const QueryResponse = answerQuery(statement, ground.company);
  for (const rows of Object.values(QueryResponse)) if (Array.isArray(rows)) room.left -= rows.length;
  if (room.left < 0) throw invalidQuery(`a batch answers at most ${MOST_OBJECTS} objects`);
  return { QueryResponse };
}

function item(fields: Fields, ground: WriteContext, room: Room): Written {
  const statement = fields.text('Query', 10_000);
  if (statement !== undefined) return query(statement, ground, room);
  const operation = (fields.need('operation').text('operation') ?? '').toLowerCase();
  const options = (fields.text('optionsData') ?? '').toLowerCase().split(',').filter(Boolean);
  const names = Object.keys(fields.body).filter((name) => !OWN.includes(name));
  const [name] = names;
  if (name === undefined) throw requiredMissing('entity');
  if (names.length > 1) throw unreadableProperty(names[1] ?? '', 'is a second entity of one item');
  if (!isOperation(operation)) throw unsupportedOperation(`operation=${operation}`);
  const asked = operation === 'update' && options.includes('void') ? 'void' : operation;
  return writeEntity(name, { operation: asked, include: options, body: fields.inner(name).body }, ground);
}

function answered(fields: Fields, ground: WriteContext, room: Room): Written {
  const bId = fields.text('bId', 50);
  const tag = bId === undefined ? {} : { bId };
  try {
    return { ...item(fields, ground, room), ...tag };
  } catch (error) {
    if (!(error instanceof ServiceFault)) throw error;
    const { element } = error.options;
    const said = { Message: error.message, Detail: error.detail, code: error.code };
    return {
      Fault: { Error: [element === undefined ? said : { ...said, element }], type: error.type },
      ...tag,
    };
  }
}

/**
 * POST /batch: up to thirty creates, updates, deletes, voids (`optionsData: "void"`) and queries, each on its own: one
 * that is refused leaves the others done. Refuses more (1040). Answers in the order asked.
 */
export function answerBatch(body: Body, ground: WriteContext): Written {
  const items = new Fields(body, ground.company).need('BatchItemRequest').list('BatchItemRequest');
  if (items.length > MOST_ITEMS) throw batchTooBig(MOST_ITEMS);
  const room: Room = { left: MOST_OBJECTS };
  return { BatchItemResponse: items.map((fields) => answered(fields, ground, room)) };
}
