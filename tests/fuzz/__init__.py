"""Coverage-guided fuzzing of everything that reads what others wrote.

`python -m tests.fuzz` runs it with atheris; `corpus` keeps the inputs that reach different places, and `test_corpus.py` runs each of them.
"""
