"""HTTP for documents: listing, uploading, reviewing."""
