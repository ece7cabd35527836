"""What linking keeps beside a store, so that new records are compared with what resembles them.

``index`` is the file, ``packing`` a row as it lies there, ``tallies`` how frequent words are,
``upkeep`` follows the store, ``batch`` is what is to be weighed, ``removal`` takes the file away.
"""
