export { default as test } from 'ava';
