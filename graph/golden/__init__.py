"""What follows from records and judgements: golden entities and relations, and reach."""
