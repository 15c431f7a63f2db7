import ArgumentParser

@main
struct Pochtar: AsyncParsableCommand {}
