"""The first page: who is here, who is being served, what is to do, and today's rooms."""
