import { Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { BeginConnectionPayload } from './connection.types.js';
import { connectionCookie } from './connectionCookie.service.js';

@Resolver()
export class ConnectionResolver {
  @Mutation(() => BeginConnectionPayload)
  async beginConnection(@Ctx() context: Context): Promise<BeginConnectionPayload> {
    const begun = await context.services.connection.begin(context.principal, context);
    if ('refusal' in begun) return { consentUrl: null, refusal: begun.refusal };
    context.cookies.set(connectionCookie.nameOf(begun.state), begun.browserSecret, connectionCookie);
    return { consentUrl: begun.consentUrl, refusal: null };
  }
}
