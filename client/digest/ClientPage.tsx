import './digest.css';

export { ClientScreen as ClientPage } from './ClientScreen.js';
