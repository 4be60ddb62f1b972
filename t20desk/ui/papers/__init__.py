"""What is printed or reported: papers, lists, reports."""
