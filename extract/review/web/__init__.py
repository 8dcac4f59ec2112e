"""The desk as a web application: pages, the API that their script talks to, sessions."""
