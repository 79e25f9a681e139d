// In this order: narrow and printed pages change what stands before them.
import './console.css';
import './rows.css';
import './bar.css';
import './cards.css';
import './narrow.css';
import './print.css';
