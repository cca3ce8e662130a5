"""Elections by ballot: candidates, custody, counts, rounds, results, by-elections, the congress."""
