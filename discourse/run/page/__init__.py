"""The report as one HTML page that needs nothing else: pictures, tables, every comment."""
