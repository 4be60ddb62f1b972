"""Letters and certificates: the office's texts, who gets them, and what each of them is told."""
