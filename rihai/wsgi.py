"""The staff door as a WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

# Database, sealed files and what lies beside them belong to this program's user alone.
os.umask(0o077)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rihai.settings")
application = get_wsgi_application()
