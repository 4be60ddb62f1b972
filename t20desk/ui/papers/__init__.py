"""What is printed: papers, letters, and the preview of each."""
