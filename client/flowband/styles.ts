// In this order: narrow and printed pages change what stands before them.
import './flowband.css';
import './narrow.css';
