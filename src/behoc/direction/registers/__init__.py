"""The books in which a body writes down what goes out and what comes in.

Owns: series of numbers and the books they belong to, entries of both registers, the arrival stamp,
the alert for papers that came before.
Does not own: the papers themselves and their facts (documents), the tasks (assignments).
"""
