export { useViewer, ViewerContext, type Viewer } from '../viewer.js';
