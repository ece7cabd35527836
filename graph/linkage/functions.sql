-- What two lists of coded words have in common, by weight: the lowest seven bits are the weight.
CREATE MACRO shared(one, other) AS
    coalesce(list_sum(list_transform(list_intersect(one, other), lambda code: code & 127)), 0);

-- The weight of the rarest word that two lists have in common.
CREATE MACRO rarest(one, other) AS
    coalesce(list_max(list_transform(list_intersect(one, other), lambda code: code & 127)), 0);

-- Kilometres between two places that are not far from each other, by latitude and longitude.
CREATE MACRO kilometres(north, east, other_north, other_east) AS
    111.2 * sqrt(power(north - other_north, 2)
        + power((east - other_east) * cos(radians((north + other_north) / 2)), 2));
