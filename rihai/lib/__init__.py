"""Pure helpers without Django: dates, text, telephone numbers, places, codes and data files."""
