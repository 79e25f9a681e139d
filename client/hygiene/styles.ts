// In this order: narrow and printed pages change what stands before them.
import './hygiene.css';
import './rows.css';
import './narrow.css';
import './print.css';
