// In this order: narrow and printed pages change what stands before them.
import './digest.css';
import './figures.css';
import './tables.css';
import './provenance.css';
import './narrow.css';
import './print.css';
