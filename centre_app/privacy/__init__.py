"""What is kept of people, for how long, and how somebody is taken out of every table. It spans all capabilities."""
