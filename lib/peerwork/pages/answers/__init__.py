"""From protected tables to answers: a module a question, each giving blocks whose titles say what was found."""
