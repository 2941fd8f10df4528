import { render } from 'preact';
import { App } from './app.js';
import './data/theme.js';
import './style/tokens.css';
import './style/base.css';
import './style/parts.css';
import './style/frame.css';
import './style/pages.css';

render(<App />, document.getElementById('page')!);
