"""The seats of the term: who holds which, vacancies, departures."""
