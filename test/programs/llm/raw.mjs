import axios from 'axios';
import * as undici from 'undici';
import run from './raw-calls.cjs';

await run({ axios, undici }, process.env.MODEL_SERVER, process.argv[2]);
