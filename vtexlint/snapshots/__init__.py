"""What a saved account says: License Manager's answers and the Admin's export of API keys, read into frozen values.

Pure: texts and tables in, values out. The sources of each form are named in the reader of it. A snapshot holds no secret; a token
that somebody saved in one is reported by its place alone.
"""
