"""Remember what you read: a quiz and study tool for the terminal."""
