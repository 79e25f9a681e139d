import { Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { BeginConnectionPayload } from './connection.types.js';

@Resolver()
export class ConnectionResolver {
  @Mutation(() => BeginConnectionPayload)
  beginConnection(@Ctx() context: Context): Promise<BeginConnectionPayload> {
    return context.services.connection.begin(context.principal, context);
  }
}
