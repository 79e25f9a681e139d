// In this order: narrow and printed pages change what stands before them. The drawing shares the band's ink.
import '../flowband/flowband.css';
import './forecast.css';
import './items.css';
import './narrow.css';
import './print.css';
