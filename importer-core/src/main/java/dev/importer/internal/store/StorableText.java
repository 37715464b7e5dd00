package dev.importer.internal.store;

import dev.importer.internal.record.Surrogates;
import java.sql.Types;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/**
 * Binds text to statements of PostgreSQL, which takes neither NUL nor half surrogate pairs. JSON
 * has both as escapes; in other texts, such as names of files, U+FFFD stands for them.
 */
final class StorableText extends AbstractArgumentFactory<String> {

  StorableText() {
    super(Types.VARCHAR);
  }

  @Override
  protected Argument build(String value, ConfigRegistry config) {
    String text = Surrogates.blur(value);
    return (position, statement, context) -> statement.setString(position, text);
  }
}
