"""One run: find the files, read them, have them judged, ask git what it must be asked."""
