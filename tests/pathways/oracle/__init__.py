"""A second, independent reading of the path problem: slow, plain, and the judge of the production solver.

Nothing here imports the project. Catalogs, requests and documents are the plain JSON data of the public contract.
"""
