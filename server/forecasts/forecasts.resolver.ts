import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { Refusal } from '../../domain/refusal.js';
import type { IsoDate } from '../../domain/units.js';
import { ClientType } from '../clients/client.types.js';
import { clientAfter } from '../clients/clientAfter.js';
import type { Context } from '../context.js';
import { DateScalar } from '../contract/scalars.js';
import type { ForecastAsking } from './forecastChanges.js';
import { ForecastPayload, ForecastResult, type ForecastType } from './forecast.types.js';
import { ForecastEventInput } from './forecastItems.types.js';
import type { ForecastReader } from './forecasts.service.js';
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
  return { client: await clientAfter(context, clientId, refusal), refusal };
}

function readerOf({ loaders: { forecasts, hygiene } }: Context): ForecastReader {
  return {
    basis: (clientId) => forecasts.basis.load(clientId),
    adjustments: (clientId) => forecasts.adjustments.load(clientId),
    unreliable: (clientId) => hygiene.unreliable.load(clientId),
  };
}
