"""What curator is used for, one file each: the command line and `import curator` call the same functions."""
