"""A manager's week: what moved, what is expected, who carries what, what nobody owns."""
