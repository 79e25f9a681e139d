import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { DemoPerson, SignInPayload, SignOutPayload, Viewer } from './advisor.types.js';
import type { SignInResult } from './advisors.service.js';
import { clearSessionCookies, REFRESH_COOKIE, setSessionCookies } from './sessionCookies.service.js';

@Resolver()
export class AdvisorsResolver {
  @Query(() => Viewer, { nullable: true })
  async viewer(@Ctx() context: Context): Promise<Viewer | null> {
    const { principal } = context;
    return principal && context.services.advisors.viewer(await context.read(), principal);
  }

  @Query(() => [DemoPerson])
  demoPeople(@Ctx() context: Context): Promise<DemoPerson[]> {
    return context.services.advisors.demoPeople();
  }

  @Mutation(() => SignInPayload)
  async signIn(
    @Ctx() context: Context,
    @Arg('email', () => String) email: string,
    @Arg('password', () => String) password: string,
  ): Promise<SignInPayload> {
    return answer(context, await context.services.advisors.signIn(email, password, context));
  }

  @Mutation(() => SignInPayload)
  async refreshSession(@Ctx() context: Context): Promise<SignInPayload> {
    const result = await context.services.advisors.refresh(context.cookies.get(REFRESH_COOKIE), context);
    if ('code' in result) clearSessionCookies(context.cookies);
    return answer(context, result);
  }

  @Mutation(() => SignOutPayload)
  async signOut(@Ctx() context: Context): Promise<SignOutPayload> {
    await context.services.advisors.signOut(context.principal, context.cookies.get(REFRESH_COOKIE), context);
    clearSessionCookies(context.cookies);
    context.become(null);
    return { signedOut: true };
  }
}

/** The session is committed; only now does the request act for its person, and may read who that is. */
async function answer(context: Context, result: SignInResult): Promise<SignInPayload> {
  if ('code' in result) return { viewer: null, refusal: result };
  setSessionCookies(context.cookies, result);
  context.become(result.principal);
  const viewer = await context.services.advisors.viewer(await context.read(), result.principal);
  return { viewer, refusal: null };
}
