await Promise.reject(); // fails here
