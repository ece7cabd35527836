-- What two lists of coded words have in common, by weight: the lowest seven bits are the weight.
CREATE MACRO shared(one, other) AS
    coalesce(list_sum(list_transform(list_intersect(one, other), lambda code: code & 127)), 0);

-- The weight of the rarest word that two lists have in common.
CREATE MACRO rarest(one, other) AS
    coalesce(list_max(list_transform(list_intersect(one, other), lambda code: code & 127)), 0);
