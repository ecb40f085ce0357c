globalThis.required = 'required';
