import './tray.css';

export { Tray as TraySheet } from './Tray.js';
