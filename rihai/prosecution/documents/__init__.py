"""What is made of confirmed entries alone: law cards, papers to be filed, drafts of certificates; all or nothing."""
