"""Which reports copy which, and what independent origins are counted by."""
