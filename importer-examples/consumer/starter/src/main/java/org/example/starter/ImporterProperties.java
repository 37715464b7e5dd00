package org.example.starter;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set under {@code importer.}; what is null is left to the importer.
 *
 * @param batchSize how many rows a transaction stores
 * @param workers how many imports run at once in the background
 * @param keepForRetry how long the bytes of failed imports are kept, for example {@code 24h}
 * @param schemaLocations where schemas lie; {@code orders.json} is the schema {@code orders}
 * @param defaultSchema the name of the schema of imports that name none
 * @param targetLocations where targets lie; {@code orders.json} is the target {@code orders}
 * @param tablePrefix what the names of the importer's tables begin with
 */
@ConfigurationProperties("importer")
public record ImporterProperties(
    @Nullable Integer batchSize,
    @Nullable Integer workers,
    @Nullable Duration keepForRetry,
    @DefaultValue("classpath:schemas/*.json") List<String> schemaLocations,
    @Nullable String defaultSchema,
    @DefaultValue("classpath:targets/*.json") List<String> targetLocations,
    @Nullable String tablePrefix) {}
