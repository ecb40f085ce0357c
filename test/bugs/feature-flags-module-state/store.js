'use strict';

const FLAGS = {
  alpine: [{ name: 'dark-mode', isOn: true }],
  harbor: [
    { name: 'dark-mode', isOn: false },
    { name: 'pdf-export', isOn: true },
  ],
};

module.exports = { load: (tenant) => FLAGS[tenant] };
