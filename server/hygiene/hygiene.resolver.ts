import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import type { HygieneReader, IssuesAsking, IssuesDone } from './hygiene.service.js';
import {
  CentsScalar,
  ClientType,
  DateScalar,
  HygieneSetting,
  HygieneSettingPayload,
  HygieneType,
  type IsoDate,
  type IssueOrder,
  IssueOrderEnum,
  type Refusal,
} from './hygiene.types.js';
import { HygieneIssue, HygieneRuleType, IssuesPayload } from './issues.types.js';
import { HygienePricesResult, type HygienePricesType } from './prices.types.js';

@Resolver(() => ClientType)
export class ClientHygieneResolver {
  @FieldResolver(() => HygieneType, { nullable: true })
  hygiene(@Root() client: ClientType, @Ctx() context: Context): Promise<HygieneType | null> {
    return context.services.hygiene.hygiene(client, readerOf(context));
  }

  @Mutation(() => IssuesPayload)
  async snoozeIssues(
    @Ctx() context: Context,
    @Arg('clientId', () => ID) clientId: string,
    @Arg('issueIds', () => [ID]) issueIds: string[],
    @Arg('until', () => DateScalar, { nullable: true }) until: IsoDate | null,
    @Arg('operationId', () => ID, { nullable: true }) operationId: string | null,
  ): Promise<IssuesPayload> {
    const done = await context.services.hygiene.snooze(asking(context, clientId, issueIds, operationId), until ?? null);
    return payload(context, clientId, done);
  }

  @Mutation(() => IssuesPayload)
  async dismissIssues(
    @Ctx() context: Context,
    @Arg('clientId', () => ID) clientId: string,
    @Arg('issueIds', () => [ID]) issueIds: string[],
    @Arg('reason') reason: string,
    @Arg('operationId', () => ID, { nullable: true }) operationId: string | null,
  ): Promise<IssuesPayload> {
    const done = await context.services.hygiene.dismiss(asking(context, clientId, issueIds, operationId), reason);
    return payload(context, clientId, done);
  }

  @Mutation(() => IssuesPayload)
  async reopenIssues(
    @Ctx() context: Context,
    @Arg('clientId', () => ID) clientId: string,
    @Arg('issueIds', () => [ID]) issueIds: string[],
    @Arg('operationId', () => ID, { nullable: true }) operationId: string | null,
  ): Promise<IssuesPayload> {
    const done = await context.services.hygiene.reopen(asking(context, clientId, issueIds, operationId));
    return payload(context, clientId, done);
  }
}

@Resolver(() => HygieneType)
export class HygieneResolver {
  @FieldResolver(() => IssueOrderEnum)
  order(@Root() hygiene: HygieneType, @Ctx() context: Context): Promise<IssueOrder> {
    return context.services.hygiene.order(hygiene, readerOf(context));
  }

  @FieldResolver(() => [HygieneRuleType])
  rules(@Root() hygiene: HygieneType, @Ctx() context: Context): Promise<HygieneRuleType[]> {
    return context.services.hygiene.rules(hygiene, readerOf(context));
  }

  @FieldResolver(() => [HygieneIssue])
  issues(@Root() hygiene: HygieneType, @Ctx() context: Context): Promise<HygieneIssue[]> {
    return context.services.hygiene.issues(hygiene, readerOf(context));
  }

  @FieldResolver(() => Int)
  moreIssues(@Root() hygiene: HygieneType, @Ctx() context: Context): Promise<number> {
    return context.services.hygiene.moreIssues(hygiene, readerOf(context));
  }

  @FieldResolver(() => HygienePricesResult)
  prices(@Root() hygiene: HygieneType, @Ctx() context: Context): Promise<HygienePricesType | Refusal> {
    return context.services.hygiene.prices(hygiene, readerOf(context));
  }

  @Query(() => [HygieneSetting])
  async hygieneSettings(@Ctx() context: Context): Promise<HygieneSetting[]> {
    return context.services.hygiene.settings(await context.read(), context.principal);
  }

  @Mutation(() => HygieneSettingPayload)
  async setHygieneSetting(
    @Ctx() context: Context,
    @Arg('key') key: string,
    @Arg('value', () => CentsScalar, { nullable: true }) value: number | null,
  ): Promise<HygieneSettingPayload> {
    const done = await context.services.hygiene.setSetting(context.principal, key, value ?? null, context);
    return 'code' in done ? { setting: null, refusal: done } : { setting: done, refusal: null };
  }
}

function asking(
  context: Context,
  clientId: string,
  issueIds: readonly string[],
  operationId: string | null,
): IssuesAsking {
  return { principal: context.principal, clientId, issueIds, operationId: operationId ?? null, origin: context };
}

async function payload(context: Context, clientId: string, done: IssuesDone): Promise<IssuesPayload> {
  const client = done.refusal ? null : await context.services.clients.read(clientId, context.loaders);
  return { ...done, client };
}

function readerOf({ loaders: { hygiene, forecasts }, services }: Context): HygieneReader {
  return {
    issues: (clientId) => hygiene.issues.load(clientId),
    score: (clientId) => hygiene.score.load(clientId),
    forecast: (clientId) =>
      services.forecasts.adjusted(clientId, {
        basis: (id) => forecasts.basis.load(id),
        adjustments: (id) => forecasts.adjustments.load(id),
      }),
  };
}
