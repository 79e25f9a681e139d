/** Every style of the first load, in order; a lazy page brings its own. */
import './theme/tokens.css';
import './theme/fonts.css';
import './theme/base.css';
import './ui/ui.css';
import './ui/marks.css';
import './ui/coverage.css';
import './ui/states.css';
import './shell/shell.css';
import './shell/narrow.css';
import './session/session.css';
import './clients/clients.css';
import './clients/narrow.css';
import './clients/reviews.css';
