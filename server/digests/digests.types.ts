import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { FIGURES, type Figure } from '../../domain/figures.js';
import type { IsoDate } from '../../domain/units.js';
import { ClientType, RunwayType } from '../clients/client.types.js';
import { enumOf } from '../contract/enums.js';
import { CentsScalar, DateScalar, DateTimeScalar } from '../contract/scalars.js';
import type { Snapshot } from './snapshotStore.js';

export { ClientType, DateScalar };
export type { Figure, IsoDate };

export const FigureEnum = enumOf<Figure>('Figure', FIGURES);
const OpenItemTypeEnum = enumOf('OpenItemType', ['Bill', 'Invoice']);
export const MovementDirectionEnum = enumOf('MovementDirection', ['IN', 'OUT']);
const MovementClassEnum = enumOf('MovementClass', ['OPERATING', 'INVESTING', 'FINANCING', 'OWN_TRANSFER', 'OPENING']);

@ObjectType()
export class AccountBalance {
  @Field(() => ID) accountId!: string;
  @Field() name!: string;
  @Field(() => String, { nullable: true }) number!: string | null;
  @Field(() => CentsScalar) balance!: number;
  @Field() currency!: string;
  @Field() counted!: boolean;
  @Field(() => String, { nullable: true }) leftOut!: string | null;
}

@ObjectType()
export class Window {
  @Field(() => DateScalar) from!: string;
  @Field(() => DateScalar) to!: string;
  @Field(() => Int) days!: number;
}

@ObjectType()
export class OpenItem {
  @Field(() => OpenItemTypeEnum) type!: 'Bill' | 'Invoice';
  @Field(() => ID) id!: string;
  @Field(() => String, { nullable: true }) number!: string | null;
  @Field(() => String, { nullable: true }) partyName!: string | null;
  @Field(() => DateScalar) date!: string;
  @Field(() => DateScalar, { nullable: true }) dueDate!: string | null;
  @Field(() => Int, { nullable: true }) days!: number | null;
  @Field(() => CentsScalar) total!: number;
  @Field(() => CentsScalar) open!: number;
  @Field() currency!: string;
}

@ObjectType()
export class OpenTotals {
  @Field(() => CentsScalar) amount!: number;
  @Field(() => Int) count!: number;
  @Field(() => [OpenItem]) items!: readonly OpenItem[];
}

@ObjectType()
export class DigestFigures {
  @Field(() => RunwayType) runway!: RunwayType;
  @Field(() => CentsScalar, { nullable: true }) cashOnHand!: number | null;
  @Field(() => CentsScalar) inTransit!: number;
  @Field(() => [AccountBalance]) accounts!: readonly AccountBalance[];
  @Field(() => Window, { nullable: true }) window!: Window | null;
  @Field(() => CentsScalar) cashIn!: number;
  @Field(() => CentsScalar) cashOut!: number;
  @Field(() => CentsScalar) netBurn!: number;
  @Field(() => CentsScalar, { nullable: true }) weeklyIn!: number | null;
  @Field(() => CentsScalar, { nullable: true }) weeklyOut!: number | null;
  @Field(() => CentsScalar, { nullable: true }) weeklyNetBurn!: number | null;
  @Field(() => CentsScalar) apartIn!: number;
  @Field(() => OpenTotals) payablesDue!: OpenTotals;
  @Field(() => OpenTotals) payablesOverdue!: OpenTotals;
  @Field(() => OpenTotals) receivablesOverdue!: OpenTotals;
  @Field(() => CentsScalar) unappliedPayables!: number;
  @Field(() => CentsScalar) unappliedReceivables!: number;
  @Field(() => [String]) notes!: readonly string[];
}

@ObjectType()
export class DigestBefore {
  @Field(() => DateScalar) asOf!: string;
  @Field() reconstructed!: boolean;
  @Field(() => RunwayType) runway!: RunwayType;
  @Field(() => CentsScalar, { nullable: true }) cashOnHand!: number | null;
  @Field(() => CentsScalar, { nullable: true }) weeklyIn!: number | null;
  @Field(() => CentsScalar, { nullable: true }) weeklyOut!: number | null;
  @Field(() => CentsScalar) payablesDue!: number;
  @Field(() => CentsScalar) receivablesOverdue!: number;
}

@ObjectType()
export class DigestWeek {
  @Field(() => DateScalar) asOf!: string;
  @Field(() => RunwayType) runway!: RunwayType;
  @Field(() => CentsScalar, { nullable: true }) cashOnHand!: number | null;
  @Field(() => CentsScalar) cashIn!: number;
  @Field(() => CentsScalar) cashOut!: number;
  @Field(() => CentsScalar) apartIn!: number;
  @Field() reconstructed!: boolean;
}

@ObjectType()
export class ProvenanceTransaction {
  @Field(() => ID) documentKey!: string;
  @Field() type!: string;
  @Field(() => DateScalar) date!: string;
  @Field(() => String, { nullable: true }) number!: string | null;
  @Field(() => String, { nullable: true }) name!: string | null;
  @Field(() => String, { nullable: true }) memo!: string | null;
  @Field(() => CentsScalar) amount!: number;
}

@ObjectType()
export class ProvenanceGroup {
  @Field() label!: string;
  @Field(() => MovementDirectionEnum, { nullable: true }) direction!: string | null;
  @Field(() => MovementClassEnum, { nullable: true }) class!: string | null;
  @Field(() => Int) count!: number;
  @Field(() => CentsScalar) amount!: number;
  @Field(() => [ProvenanceTransaction]) transactions!: readonly ProvenanceTransaction[];
}

@ObjectType('Provenance')
export class ProvenanceType {
  @Field(() => FigureEnum) figure!: Figure;
  @Field() title!: string;
  @Field() formulaInWords!: string;
  @Field() formulaInFigures!: string;
  @Field(() => Window, { nullable: true }) window!: Window | null;
  @Field(() => [AccountBalance]) accounts!: readonly AccountBalance[];
  @Field(() => [ProvenanceGroup]) groups!: readonly ProvenanceGroup[];
  @Field(() => [ProvenanceGroup]) apart!: readonly ProvenanceGroup[];
  @Field(() => [String]) notes!: readonly string[];
  @Field(() => String, { nullable: true }) missing!: string | null;
}

@ObjectType()
export class Movement {
  @Field(() => ID) documentKey!: string;
  @Field() type!: string;
  @Field(() => DateScalar) date!: string;
  @Field(() => String, { nullable: true }) number!: string | null;
  @Field(() => String, { nullable: true }) name!: string | null;
  @Field(() => String, { nullable: true }) memo!: string | null;
  @Field(() => MovementDirectionEnum) direction!: string;
  @Field(() => MovementClassEnum) class!: string;
  @Field() account!: string;
  @Field(() => CentsScalar) amount!: number;
}

@ObjectType()
export class TieOutBridge {
  @Field() label!: string;
  @Field(() => CentsScalar) amount!: number;
}

@ObjectType()
export class TieOutLine {
  @Field() key!: string;
  @Field() label!: string;
  @Field(() => CentsScalar) ours!: number;
  @Field(() => CentsScalar) quickbooks!: number;
  @Field(() => CentsScalar) difference!: number;
  @Field() closes!: boolean;
  @Field(() => [TieOutBridge]) bridges!: readonly TieOutBridge[];
}

@ObjectType('TieOut')
export class TieOutType {
  @Field(() => DateTimeScalar) checkedAt!: Date;
  @Field() tied!: boolean;
  @Field(() => Float, { nullable: true }) accuracy!: number | null;
  @Field(() => [TieOutLine]) lines!: readonly TieOutLine[];
  @Field() runwayOurs!: string;
  @Field() runwayQuickBooks!: string;
}

/** `before`, `history`, `provenance`, `movements` and `tieOut` are resolved only when they are asked for. */
@ObjectType('Digest')
export class DigestType {
  @Field(() => DateScalar) asOf!: string;
  @Field(() => DateScalar, { nullable: true }) booksThrough!: string | null;
  @Field(() => Int) booksVersion!: number;
  @Field(() => DateTimeScalar) syncedAt!: Date;
  @Field() reconstructed!: boolean;
  @Field() currency!: string;
  @Field(() => DigestFigures) figures!: DigestFigures;

  snapshot!: Snapshot;
  /** Whether it stands for the client's newest as-of date. */
  newest!: boolean;
}
