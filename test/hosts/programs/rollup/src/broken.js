import './refused.js';
