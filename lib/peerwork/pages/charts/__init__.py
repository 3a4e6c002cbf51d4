"""The chart family: each module one topic, each function one question, one shared style and canvas."""
