"""Who may do what: users, their secrets, the key of protected fields."""
