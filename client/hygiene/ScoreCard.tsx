import X from 'lucide-react/icons/x';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { MINUS } from '../../domain/wording.js';
import type { HygieneView } from '../offline/index.js';
import { SeverityMark, SeverityWord } from './SeverityMark.js';

/** The score as the sum it is: 100 less what each open or snoozed issue weighs. */
export function ScoreCard({ score, onClose }: { score: HygieneView['score']; onClose: () => void }): ReactElement {
  const taken = score.lines.reduce((sum, { points }) => sum + points, 0);
  return (
    <div className="scorecard">
      <header>
        <h3 id="score-title">{score.value} of 100</h3>
        <button type="button" className="btn s icon qt" aria-label="Close" onClick={onClose}>
          <X size={16} aria-hidden="true" />
        </button>
      </header>
      <p className="note">100 less what open and snoozed issues weigh. Dismissed and settled ones weigh nothing.</p>
      <table className="dt tight flush scoresum">
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col" className="r">
              Issues × weight
            </th>
            <th scope="col" className="r">
              Points
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Books without an issue</th>
            <td />
            <td className="r">100</td>
          </tr>
          {score.lines.map((line) => (
            <tr key={line.ruleId}>
              <th scope="row">
                <span className="scorerule">
                  <SeverityMark severity={line.severity} />
                  <span className="cut">{line.title}</span>
                  <span className="vh">
                    <SeverityWord severity={line.severity} />
                  </span>
                </span>
              </th>
              <td className="r t2">
                {line.count} × {line.weight}
              </td>
              <td className="r">{line.points === 0 ? '0' : `${MINUS}${line.points}`}</td>
            </tr>
          ))}
          {taken > 100 && (
            <tr>
              <th scope="row">Not below 0</th>
              <td />
              <td className="r">+{taken - 100}</td>
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Score</th>
            <td />
            <td className="r">{score.value}</td>
          </tr>
        </tfoot>
      </table>
      <p className="note">
        <Link href="/settings/hygiene">Thresholds and weights</Link> are the firm’s.
      </p>
    </div>
  );
}
