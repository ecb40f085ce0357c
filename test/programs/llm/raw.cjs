const axios = require('axios');
const undici = require('undici');

require('./raw-calls.cjs')({ axios, undici }, process.env.MODEL_SERVER, process.argv[2]);
