package org.example.people;

import dev.importer.job.CheckableRow;
import dev.importer.job.RowCheck;
import dev.importer.job.RowCheckBatch;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.stereotype.Component;

/** Refuses people whom a table of the application names; imports ask for it by its bean name. */
@Component("blocked")
class Blocked implements RowCheck {

  @Override
  public void check(RowCheckBatch batch) throws SQLException {
    try (PreparedStatement find =
        batch.connection().prepareStatement("SELECT 1 FROM blocked WHERE email = ?")) {
      for (CheckableRow row : batch.rows()) {
        find.setString(1, (String) row.value("email"));
        try (ResultSet found = find.executeQuery()) {
          if (found.next()) {
            row.refuse("email", "blocked", "is blocked");
          }
        }
      }
    }
  }
}
