"""From files to a library that can be searched: reading, cleaning, cutting, encoding, storing."""
