export default 1;
const = 2;
