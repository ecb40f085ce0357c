function validate(form) {
  const problems = [];
  if (!form.name) problems.push(new TypeError('name is missing'));
  if (form.age < 0) problems.push(new RangeError('age is negative'));
  throw new AggregateError(problems, 'the form is invalid'); // fails here
}

validate({ age: -1 });
