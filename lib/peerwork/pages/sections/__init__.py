"""A page's sections: one module a question, each with its sentences and its charts."""
