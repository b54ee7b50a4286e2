"""What the REST API and the pages know, read from the graph with SPARQL 1.1 through the store, whichever store it is."""
