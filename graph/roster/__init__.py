"""The members of an organisation as rows of texts, which people edit and hand back."""
