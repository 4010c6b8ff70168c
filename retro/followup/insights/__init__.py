"""What a team can learn from its own actions and sessions over time: figures with their formulas.

For the team's own steering, not for appraisal: no figure is about a person, and no teams are
compared. What few people answered is not shown.
"""
