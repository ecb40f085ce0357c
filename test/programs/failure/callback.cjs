const users = [{ id: 1, tags: ['x'] }, { id: 2 }];
const minimum = 1;

function tagCounts(list) {
  return list.map((user, index) => {
    const { id } = user;
    return user.tags.length >= minimum ? id : index; // fails here
  });
}

tagCounts(users);
