import './styles.js';

export { ClientScreen as ClientPage } from './ClientScreen.js';
