/**
 * The judgement of a run. The stand-in's files say what happened; every decision that a device said was saved must have had
 * one fate that fits, and nothing may have happened that nobody decided.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { readEffects } from './ledger.mjs';
import { LONGEST_STILLNESS_MS } from './scale.mjs';
import { readConsole, readDecisions } from './serverView.mjs';

const LOOK_MS = 300;
const FINAL = new Set(['APPLIED', 'CONFLICTED', 'FAILED', 'EXPIRED', 'WITHDRAWN']);

export async function judge(run, documents) {
  await run.advisors.look();
  const seen = await readDecisions(run);
  const { payments, mails, byHand, open } = readEffects(run.ground.dataDir, run.realmIds);
  const keys = new Map(documents.map((document) => [`${document.realmId} ${document.key}`, document]));
  const mine = payments.filter(({ realmId, bill }) => keys.has(`${realmId} ${bill}`));
  const mailed = mails.filter(({ realmId, invoice }) => keys.has(`${realmId} ${invoice}`));
  const gone = judgeFates(run, seen, mine, mailed);
  judgePayments(run, seen, mine, documents);
  judgeMails(run, mailed);
  judgeOrder(run, mine);
  await judgeNames(run);
  noteChanged(run, mine, byHand);
  await settled(run);
  judgeGone(run, gone);
  for (const [name, device] of run.devices)
    for (const left of device.leftovers()) run.tell('wedged', `device ${name} still holds ${left}`);
  await judgeViews(run, seen);
  await judgeBooks(run, open);
}

/**
 * A page writes down now and then how long it was open: what was written just now is on its way. And whose storage was cleared
 * hears what is gone.
 */
async function settled({ devices }) {
  const until = Date.now() + LONGEST_STILLNESS_MS;
  for (;;) {
    for (const device of devices.values()) await device.tend();
    const isSettled = [...devices.values()].every(({ waiting, evictions }) => waiting === 0 && evictions.isHeard);
    if (isSettled || Date.now() > until) return;
    await wait(LOOK_MS);
  }
}

/**
 * Every decision that was saved: known, final, in a state its story allows; applied exactly where the ledger has it. Answers those that
 * are nowhere and were not removed by a person: `{ id, device, what }`.
 */
function judgeFates(run, seen, payments, mails) {
  const marks = new Map(payments.map((payment) => [payment.mark, payment]));
  const gone = [];
  for (const decision of run.advisors.saved.values()) {
    const { id, kind, device, document, may } = decision;
    const what = `${id} ${kind} ${document.key} of ${document.realmId} (${decision.share})`;
    const known = seen.get(id);
    if (!known) {
      const owner = run.devices.get(device);
      if (owner.wasRefused(id)) run.tell('diverged', `${what}: refused without a reason`);
      else if (owner.holds(id)) run.tell('wedged', `${what}: still on the device`);
      else if (!decision.isTakenBack && !owner.wasRemoved(id)) gone.push({ id, device, what });
      continue;
    }
    if (!FINAL.has(known.state))
      run.tell('wedged', `${what}: ${known.state}, ${known.waitingFor ?? 'nothing in its way'}`);
    else if (!may.includes(known.state))
      run.tell('diverged', `${what}: ${known.state} without a reason: ${known.note}`);
    const isApplied = known.state === 'APPLIED';
    if (kind === 'RECORD_PAYMENT' && isApplied && !marks.has(id))
      run.tell('lost', `${what}: applied, and not in the ledger`);
    if (
      kind === 'REMIND' &&
      isApplied &&
      !mails.some(({ realmId, invoice }) => realmId === document.realmId && invoice === document.key)
    )
      run.tell('lost', `${what}: applied, and no e-mail went out`);
  }
  return gone;
}

/** What is nowhere was cleared by the browser, and the device told of so many as its promises cover. */
function judgeGone(run, all) {
  for (const [name, { evictions }] of run.devices) {
    const gone = new Map(all.filter(({ device }) => device === name).map(({ id, what }) => [id, what]));
    for (const [id, what] of gone)
      if (!evictions.has(id)) run.tell('lost', `${what}: neither on the device nor on the server`);
    for (const said of evictions.untold(new Set(gone.keys()))) run.tell('lost', `device ${name}, ${said}`);
    const unknowable = evictions.unknowable(new Set(gone.keys()));
    if (unknowable > 0) run.ground.noteStrike('items in cleared storage that nobody could know of', unknowable);
  }
}

/** Every payment in the ledger has one decision that is applied, of its amount; and no bill was paid above its total. */
function judgePayments(run, seen, payments, documents) {
  const byMark = new Map();
  for (const payment of payments) {
    const { mark, bill, realmId, amount, requestId } = payment;
    const what = `payment ${payment.id} of ${bill} in ${realmId}, requestid ${requestId}`;
    if (byMark.has(mark)) run.tell('dup', `${what}: a second one for ${mark}`);
    byMark.set(mark, payment);
    const decision = run.advisors.given.get(mark);
    if (!decision) run.tell('dup', `${what}: nobody decided it (${mark})`);
    else if (!seen.has(mark)) run.tell('dup', `${what}: the server knows no decision ${mark}`);
    else if (FINAL.has(seen.get(mark).state) && seen.get(mark).state !== 'APPLIED')
      run.tell('dup', `${what}: its decision is ${seen.get(mark).state}`);
    else if (decision.amount !== amount) run.tell('diverged', `${what}: ${amount}, decided ${decision.amount}`);
  }
  for (const { realmId, key, amount } of documents) {
    const paid = payments.filter((payment) => payment.realmId === realmId && payment.bill === key);
    const sum = paid.reduce((all, payment) => all + payment.amount, 0);
    if (sum > amount)
      run.tell('dup', `${key} of ${realmId}: ${amount} owed, ${sum} recorded by ${paid.length} payments`);
  }
}

/** Whoever reminds of an invoice has not seen another e-mail of it in a run: one goes out at most. */
function judgeMails(run, mails) {
  const sent = new Map();
  for (const { realmId, invoice, requestId } of mails) {
    const what = `${invoice} of ${realmId}`;
    if (sent.has(what)) run.tell('dup', `${what}: e-mailed for ${sent.get(what)} and again for ${requestId}`);
    sent.set(what, requestId);
  }
}

/** Whatever the server has of a device is in the name of the device's own person, whoever else used it meanwhile. */
async function judgeNames(run) {
  const rows = await run.ground.rows(
    'select d.id, a.email from decision d left join advisor a on a.id = d.by_id where d.id = any($1::uuid[])',
    [[...run.advisors.given.keys()]],
  );
  for (const { id, email } of rows) {
    const { device } = run.advisors.given.get(id);
    if (email !== run.devices.get(device).email)
      run.tell('diverged', `${id}: decided on device ${device}, and kept in the name of ${email}`);
  }
}

/** A bill that changed met a decision where what was decided had not been written before. */
function noteChanged({ advisors, ground }, payments, byHand) {
  for (const bill of advisors.changed) {
    const isOf = (payment) => `${payment.realmId} ${payment.bill}` === bill;
    const [changed, written] = [byHand.find(isOf), payments.find(isOf)];
    if (changed && !(written?.seq < changed.seq)) ground.noteStrike('a bill changes in QuickBooks');
  }
}

/** Payments of one document stand in the ledger in the order in which its device decided them. */
function judgeOrder(run, payments) {
  const last = new Map();
  for (const { mark, realmId, bill } of payments) {
    const decision = run.advisors.saved.get(mark);
    if (!decision) continue;
    const key = `${realmId} ${bill} ${decision.device}`;
    if ((last.get(key) ?? 0) > decision.place)
      run.tell('reorder', `${bill} of ${realmId}: ${mark} came after a later one`);
    last.set(key, decision.place);
  }
}

/** What a device shows of each decision is what the server tells. */
async function judgeViews(run, seen) {
  for (const [name, device] of run.devices) {
    const shown = await device.shown(run);
    for (const decision of run.advisors.saved.values()) {
      if (decision.device !== name || !seen.has(decision.id)) continue;
      const [here, there] = [shown.get(decision.id), seen.get(decision.id).state];
      if (here !== there) run.tell('diverged', `${decision.id}: device ${name} shows ${here}, the server ${there}`);
    }
  }
}

/** After one more look at QuickBooks the console's open balances are the ledger's. */
async function judgeBooks(run, open) {
  for (const client of run.ground.clients) {
    const { realmId, clientId } = client;
    if (!(await client.settle()))
      return run.tell('wedged', `the last sync of ${realmId}: ${JSON.stringify(await client.state())}`);
    const console = await readConsole(run.ground, clientId);
    const shown = new Map([...console.bills, ...console.invoices].map(({ key, openBalance }) => [key, openBalance]));
    const ledger = new Map(
      [...open.get(realmId)]
        .filter(([key]) => /^(Bill|Invoice) /.test(key))
        .map(([key, amount]) => [key.replace(' ', ':'), amount]),
    );
    for (const key of new Set([...shown.keys(), ...ledger.keys()]))
      if (shown.get(key) !== ledger.get(key))
        run.tell(
          'diverged',
          `${key} of ${realmId}: console ${shown.get(key) ?? 'nothing'}, ledger ${ledger.get(key) ?? 'nothing'}`,
        );
  }
}
