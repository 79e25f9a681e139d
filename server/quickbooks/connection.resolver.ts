import { Ctx, Mutation, Resolver } from 'type-graphql';
import { refuse } from '../../domain/refusal.js';
import type { Context } from '../context.js';
import { BeginConnectionPayload } from './connection.types.js';

@Resolver()
export class ConnectionResolver {
  @Mutation(() => BeginConnectionPayload)
  async beginConnection(@Ctx() context: Context): Promise<BeginConnectionPayload> {
    if (!context.principal) return { consentUrl: null, refusal: refuse('NOT_SIGNED_IN') };
    return { consentUrl: await context.services.connection.begin(context.principal, context), refusal: null };
  }
}
