import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import {
  ClientType,
  DateScalar,
  ForecastPayload,
  ForecastResult,
  type ForecastType,
  type IsoDate,
  type Refusal,
} from './forecast.types.js';
import { ForecastEventInput } from './forecastItems.types.js';
import type { ForecastAsking, ForecastReader } from './forecasts.service.js';
import { FlowbandType } from './flowband.types.js';

@Resolver(() => ClientType)
export class ForecastsResolver {
  @FieldResolver(() => ForecastResult, { nullable: true })
  forecast(@Root() client: ClientType, @Ctx() context: Context): Promise<ForecastType | Refusal | null> {
    return context.services.forecasts.forecast(client, readerOf(context));
  }

  @FieldResolver(() => FlowbandType, { nullable: true })
  flowband(@Root() client: ClientType, @Ctx() context: Context): Promise<FlowbandType | null> {
    return context.services.forecasts.flowband(client, readerOf(context));
  }

  @Mutation(() => ForecastPayload)
  async addForecastEvent(
    @Ctx() context: Context,
    @Arg('clientId', () => ID) clientId: string,
    @Arg('event', () => ForecastEventInput) event: ForecastEventInput,
  ): Promise<ForecastPayload> {
    return payload(context, clientId, await context.services.forecasts.addEvent(asking(context, clientId), event));
  }

  @Mutation(() => ForecastPayload)
  async removeForecastEvent(
    @Ctx() context: Context,
    @Arg('clientId', () => ID) clientId: string,
    @Arg('id', () => ID) id: string,
  ): Promise<ForecastPayload> {
    return payload(context, clientId, await context.services.forecasts.removeEvent(asking(context, clientId), id));
  }

  @Mutation(() => ForecastPayload)
  async switchForecastItem(
    @Ctx() context: Context,
    @Arg('clientId', () => ID) clientId: string,
    @Arg('key', () => ID) key: string,
    @Arg('off') off: boolean,
  ): Promise<ForecastPayload> {
    return payload(context, clientId, await context.services.forecasts.switchItem(asking(context, clientId), key, off));
  }

  @Mutation(() => ForecastPayload)
  async moveForecastItem(
    @Ctx() context: Context,
    @Arg('clientId', () => ID) clientId: string,
    @Arg('key', () => ID) key: string,
    @Arg('date', () => DateScalar, { nullable: true }) date: IsoDate | null,
  ): Promise<ForecastPayload> {
    const refusal = await context.services.forecasts.moveItem(asking(context, clientId), key, date ?? null);
    return payload(context, clientId, refusal);
  }
}

function asking(context: Context, clientId: string): ForecastAsking {
  return { principal: context.principal, clientId, origin: context };
}

async function payload(context: Context, clientId: string, refusal: Refusal | null): Promise<ForecastPayload> {
  const client = refusal ? null : await context.services.clients.read(clientId, context.loaders);
  return { client, refusal };
}

function readerOf({ loaders: { forecasts, hygiene } }: Context): ForecastReader {
  return {
    basis: (clientId) => forecasts.basis.load(clientId),
    adjustments: (clientId) => forecasts.adjustments.load(clientId),
    unreliable: (clientId) => hygiene.unreliable.load(clientId),
  };
}
