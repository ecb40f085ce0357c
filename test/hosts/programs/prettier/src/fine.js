const fine = 1;
