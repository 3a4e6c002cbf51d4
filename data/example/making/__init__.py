"""How the synthetic example study is made: a planted truth, and seeded noise around it."""
