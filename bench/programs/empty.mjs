// Nothing: what is measured is all that happens before and after it.
