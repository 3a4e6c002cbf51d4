"""What a researcher calls: `import peerwork as pw` finds each of these functions, and nothing else is promised."""
