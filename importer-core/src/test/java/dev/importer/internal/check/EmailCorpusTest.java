package dev.importer.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.importer.schema.Field;
import dev.importer.testing.Corpora;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The e-mail rule on the addresses of isemail. */
class EmailCorpusTest {

  private static final Field EMAIL = Field.string("email").email().required();

  @Test
  void plainAddressesAreTaken() {
    assertThat(judged("accept", Verdict.REFUSED)).isEmpty();
  }

  @Test
  void whatIsNoAddressIsRefused() {
    assertThat(judged("reject", Verdict.TAKEN)).isEmpty();
  }

  /** Comments, folding and obsolete forms belong into mail headers, not into data. */
  @Test
  void whatStandsAroundAddressesInMailHeadersIsRefused() {
    assertThat(judged("reject-preferred", Verdict.TAKEN)).isEmpty();
  }

  private enum Verdict {
    TAKEN,
    REFUSED
  }

  /** The addresses of a kind that are judged so. */
  private static List<String> judged(String kind, Verdict verdict) {
    List<String> addresses = new ArrayList<>();
    int all = 0;
    for (JsonNode each : Cells.cases(Corpora.suite("email-isemail"))) {
      if (each.get("expect").path("verdict").asText().equals(kind)) {
        all++;
        String address = each.get("input").textValue();
        boolean taken = Cells.check(EMAIL, address) instanceof CheckedRow.Valid;
        if (taken == (verdict == Verdict.TAKEN)) {
          addresses.add(each.get("id").textValue() + " " + address + " " + each.get("expect"));
        }
      }
    }
    System.out.println(
        "isemail, " + kind + ": " + addresses.size() + " of " + all + " are " + verdict);
    assertThat(all).isPositive();
    return addresses;
  }
}
