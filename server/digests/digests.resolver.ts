import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import type { SnapshotReader } from './digests.service.js';
import {
  ClientType,
  DateScalar,
  DigestBefore,
  DigestType,
  DigestWeek,
  type Figure,
  FigureEnum,
  type IsoDate,
  Movement,
  ProvenanceType,
  TieOutType,
} from './digests.types.js';

@Resolver(() => ClientType)
export class ClientDigestResolver {
  @FieldResolver(() => DigestType, { nullable: true })
  digest(
    @Root() client: ClientType,
    @Ctx() context: Context,
    @Arg('asOf', () => DateScalar, { nullable: true }) asOf: IsoDate | null,
  ): Promise<DigestType | null> {
    return context.services.digests.digest(client, asOf ?? null, readerOf(context));
  }
}

@Resolver(() => DigestType)
export class DigestsResolver {
  @FieldResolver(() => DigestBefore, { nullable: true })
  before(@Root() digest: DigestType, @Ctx() context: Context): Promise<DigestBefore | null> {
    return context.services.digests.before(digest, readerOf(context));
  }

  @FieldResolver(() => [DigestWeek])
  history(@Root() digest: DigestType, @Ctx() context: Context): Promise<DigestWeek[]> {
    return context.services.digests.history(digest, readerOf(context));
  }

  @FieldResolver(() => ProvenanceType, { nullable: true })
  provenance(
    @Root() digest: DigestType,
    @Ctx() context: Context,
    @Arg('figure', () => FigureEnum) figure: Figure,
  ): Promise<ProvenanceType | null> {
    return context.services.digests.provenance(digest, figure, readerOf(context));
  }

  @FieldResolver(() => [Movement])
  movements(@Root() digest: DigestType, @Ctx() context: Context): Promise<readonly Movement[]> {
    return context.services.digests.movements(digest, readerOf(context));
  }

  @FieldResolver(() => TieOutType, { nullable: true })
  async tieOut(@Root() { snapshot }: DigestType, @Ctx() context: Context): Promise<TieOutType | null> {
    // QuickBooks was asked about what was shown; a date looked at later has no evidence of its own.
    return snapshot.reconstructed ? null : context.loaders.digests.tieOut.load(snapshot);
  }
}

function readerOf({ loaders: { digests } }: Context): SnapshotReader {
  return {
    shown: (key) => digests.shown.load(key),
    reconstructed: (key) => digests.reconstructed.load(key),
    detail: (snapshot) => digests.detail.load(snapshot),
  };
}
