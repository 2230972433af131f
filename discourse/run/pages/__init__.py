"""Pages found and parsed: files, folders and archives in, threads and page outcomes out."""
