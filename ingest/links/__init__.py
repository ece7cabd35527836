"""Whether the addresses that evidence names still answer; asked only when somebody says so."""
