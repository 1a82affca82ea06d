"""What is done in answer: learning, activities, merits, feedback."""
