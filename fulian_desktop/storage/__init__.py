"""The data file: SQL, transactions, journal, backups. Knows no women's federation."""
