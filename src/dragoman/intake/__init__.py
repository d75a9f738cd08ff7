"""From files, folders, addresses, feeds, tables and archives to reports, one at a time."""
