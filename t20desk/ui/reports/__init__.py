"""The page of the reports: what is asked for, the tables and bars it shows, and how they leave."""
