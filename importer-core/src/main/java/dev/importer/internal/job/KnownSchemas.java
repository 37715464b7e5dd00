package dev.importer.internal.job;

import dev.importer.schema.Schema;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The schemas that imports can name: those that stay, and those that may change. Thread-safe. */
public final class KnownSchemas {

  private final Map<String, Schema> lasting;
  private final @Nullable Schema chosen;
  private final @Nullable Supplier<? extends Collection<Schema>> changing;

  /**
   * All schemas.
   *
   * @param lasting those that stay, by name
   * @param chosen the one that holds where none is named; null if that is the one called users
   * @param changing gives those that are there now, which win over others of their names; null if
   *     none may change
   */
  public KnownSchemas(
      Collection<Schema> lasting,
      @Nullable Schema chosen,
      @Nullable Supplier<? extends Collection<Schema>> changing) {
    Map<String, Schema> named = new HashMap<>();
    lasting.forEach(schema -> named.put(schema.name(), schema));
    this.lasting = Map.copyOf(named);
    this.chosen = chosen;
    this.changing = changing;
  }

  /** All that are there now, by name. */
  public Map<String, Schema> all() {
    if (changing == null) {
      return lasting;
    }
    Map<String, Schema> all = new HashMap<>(lasting);
    changing.get().forEach(schema -> all.put(schema.name(), schema));
    all.put(Schema.NONE.name(), Schema.NONE);
    return Map.copyOf(all);
  }

  /**
   * The schema that somebody has chosen for all that name none; null if nobody has. Whoever
   * replaces the built-in one means that for everyone who names none.
   */
  public @Nullable Schema chosen() {
    if (chosen != null) {
      return all().getOrDefault(chosen.name(), chosen);
    }
    Schema users = all().get(Schema.USERS.name());
    return users == null || users.equals(Schema.USERS) ? null : users;
  }

  /** The schema of imports that name none. */
  public Schema standard() {
    return Objects.requireNonNullElse(chosen(), Schema.USERS);
  }

  /**
   * The schema of a name, or the default one for null.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Schema named(@Nullable String name) {
    if (name == null) {
      return standard();
    }
    Map<String, Schema> all = all();
    Schema schema = all.get(name);
    if (schema == null) {
      List<String> names = all.keySet().stream().sorted().toList();
      throw new IllegalArgumentException("schema '" + name + "' is not known; there are " + names);
    }
    return schema;
  }

  /**
   * Whether the schema of a name may be another one, or gone, when an import under it is worked on
   * again, so that the import has to keep its own.
   */
  public boolean mayChange(String name) {
    return changing != null && !name.equals(Schema.NONE.name());
  }
}
