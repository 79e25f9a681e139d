import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Check from 'lucide-react/icons/check';
import { useState, type ReactElement } from 'react';
import { SetTierDocument } from '../../schema/generated/pages.js';
import { useAsk } from '../apollo/AskContext.js';
import { refreshDevice, takeAnswer, type ReviewView } from '../offline/index.js';
import { useAnnounce } from '../ui/LiveRegion.js';
import { TIER_WORDS, TIERS, type Tier } from './tierWords.js';

export interface TierMenuProps {
  readonly anchor: HTMLElement;
  readonly clientId: string;
  readonly review: ReviewView;
  readonly offline: boolean;
  readonly onClose: () => void;
}

/** The tiers with what each includes; the server keeps who set which when. */
export function TierMenu({ anchor, clientId, review, offline, onClose }: TierMenuProps): ReactElement {
  const ask = useAsk();
  const announce = useAnnounce();
  const [problem, setProblem] = useState<string | null>(null);
  const set = (tier: Tier): void => {
    if (offline || tier === review.tier) return offline ? undefined : onClose();
    ask(SetTierDocument, { clientId, tier })
      .then(async ({ setTier: { client, refusal } }) => {
        if (refusal !== null || client === null) return setProblem(refusal?.message ?? 'Nothing was changed.');
        await takeAnswer(clientId, { tier: client.tier, features: client.features });
        announce(`Tier is now ${TIER_WORDS[client.tier].name}.`);
        onClose();
        await refreshDevice();
      })
      .catch(() => setProblem('The server is out of reach. Nothing was changed.'));
  };
  return (
    <Menu
      open
      anchorEl={anchor}
      onClose={onClose}
      transitionDuration={0}
      slotProps={{ list: { 'aria-label': 'Tier' } }}
    >
      {TIERS.map((tier) => (
        <MenuItem
          key={tier}
          role="menuitemradio"
          aria-checked={tier === review.tier}
          aria-disabled={offline || undefined}
          className="tieritem"
          onClick={() => set(tier)}
        >
          <span>
            <b>{TIER_WORDS[tier].name}</b>
            <small>{TIER_WORDS[tier].includes}</small>
          </span>
          <span className="menucheck">{tier === review.tier && <Check size={14} aria-hidden="true" />}</span>
        </MenuItem>
      ))}
      {offline && (
        <MenuItem disabled className="tiernote">
          A tier is set when online.
        </MenuItem>
      )}
      {problem !== null && (
        <MenuItem disabled className="tiernote">
          <span role="alert">{problem}</span>
        </MenuItem>
      )}
    </Menu>
  );
}
