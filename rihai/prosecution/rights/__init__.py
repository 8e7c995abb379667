"""Who works on a legal case, who may open what of it, and how a right ends when the work does."""
