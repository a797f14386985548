"""What the host of Milepost decided, from the environment: of the program, and of each platform."""
