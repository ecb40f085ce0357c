require('loader');
