package dev.importer.results;

/**
 * All imports in numbers. Deleted imports do not count.
 *
 * @param totalImports how many imports there are
 * @param pendingImports how many wait for a worker
 * @param processingImports how many are being worked on
 * @param completedImports how many are completed
 * @param failedImports how many failed
 * @param cancelledImports how many were cancelled
 * @param totalRecords how many rows are stored
 * @param validRecords how many of them are valid
 * @param failedRecords how many of them are failed
 * @param databaseSizeBytes the size of the database
 */
public record Statistics(
    long totalImports,
    long pendingImports,
    long processingImports,
    long completedImports,
    long failedImports,
    long cancelledImports,
    long totalRecords,
    long validRecords,
    long failedRecords,
    long databaseSizeBytes) {}
