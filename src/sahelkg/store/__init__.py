"""One small interface to a graph, with two answers: Oxigraph in worker processes, and any SPARQL 1.1 endpoint.

Nothing is imported here: the worker processes live in this package and must stay lean.
"""
