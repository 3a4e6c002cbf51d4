"""What a page is made of: charts, tables and sentences, all from protected tables."""
