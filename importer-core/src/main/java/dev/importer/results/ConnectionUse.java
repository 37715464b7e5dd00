package dev.importer.results;

/**
 * How the connections to the database are used at one moment, for metrics. All of it is 0 if the
 * connections are those of the host, except who waits to write. In PostgreSQL the same connections
 * read and write.
 *
 * @param readers how many connections for reading are open
 * @param readersInUse how many of them are in use
 * @param waitingToRead how many threads wait for one
 * @param waitingToWrite how many threads wait until they may write
 */
public record ConnectionUse(int readers, int readersInUse, int waitingToRead, int waitingToWrite) {}
