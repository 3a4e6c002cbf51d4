"""Reading a folder of a study: everything recorded, every problem found, nothing repaired."""
