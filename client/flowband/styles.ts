import './flowband.css';
