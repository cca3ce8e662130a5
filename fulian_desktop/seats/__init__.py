"""Terms, seats, tenures and vacancies of the committee."""
