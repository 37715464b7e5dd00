package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.importer.Importer;
import dev.importer.Results;
import dev.importer.error.SourceException;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportOptions.OnDuplicate;
import dev.importer.job.ImportResult;
import dev.importer.results.CheckReport;
import dev.importer.results.HeaderMapping;
import dev.importer.results.HeaderMapping.Reason;
import dev.importer.results.Page;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.results.RememberedMapping;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an import was told of columns holds for later files with the same labels. */
class RememberedMappingTest {

  private static final Schema SHOP =
      Schema.builder("shop")
          .field(Field.string("article").required())
          .field(Field.integer("amount").required())
          .field(Field.string("shop"))
          .build();

  private static final ImportOptions TOLD =
      ImportOptions.DEFAULT
          .withMap("Artikel", "article")
          .withMap("#2", "amount")
          .withoutColumn("Notiz");

  @Stored TestDatabase db;

  private Importer open() {
    return db.builder().schema(SHOP).build();
  }

  private static Source csv(String text) {
    return Source.ofText(text, Format.CSV);
  }

  private static Source file(int amount) {
    return csv("Artikel,Menge,Notiz\nTasse," + amount + ",x\n");
  }

  private static List<RememberedMapping> all(Importer importer) {
    return importer.operations().mappings(null, PageRequest.FIRST).items();
  }

  private static List<String> data(Importer importer, long id) {
    return importer.results().stream(RecordQuery.ofImport(id)).map(StoredRecord::dataJson).toList();
  }

  @Test
  void aLaterFileWithTheSameLabelsIsUnderstoodTheSameWay() {
    long told;
    try (Importer importer = open()) {
      told = importer.load(file(1), TOLD).id();
    }
    try (Importer importer = open()) {
      CheckReport report = importer.check(file(2));
      ImportResult result = importer.load(csv("ARTIKEL ,menge,Notiz\nKanne,2,y\n"));

      assertThatImport(result).isCompletedWith(1, 0).hasWarnings(Map.of("remembered-mapping", 3L));
      assertThat(data(importer, result.id()))
          .containsExactly("{\"article\":\"Kanne\",\"amount\":2}");
      assertThat(report.warnings()).isEqualTo(Map.of("remembered-mapping", 3L));
      assertThat(report.mapping().columns())
          .extracting(HeaderMapping.Column::reason)
          .containsOnly(Reason.REMEMBERED);
      assertThat(importer.results().mapping(result.summary()).columns())
          .containsExactly(
              new HeaderMapping.Column(1, "ARTIKEL ", "article", Reason.REMEMBERED),
              new HeaderMapping.Column(2, "menge", "amount", Reason.REMEMBERED),
              new HeaderMapping.Column(3, "Notiz", null, Reason.REMEMBERED));
      assertThat(all(importer))
          .singleElement()
          .satisfies(
              mapping -> {
                assertThat(mapping.schema()).isEqualTo("shop");
                assertThat(mapping.labels()).containsExactly("Artikel", "Menge", "Notiz");
                assertThat(mapping.columns())
                    .isEqualTo(Map.of("Artikel", "article", "#2", "amount", "Notiz", ""));
                assertThat(mapping.importId()).isEqualTo(told);
                assertThat(mapping.uses()).isEqualTo(1);
                assertThat(mapping.usedAt()).isNotNull();
              });
    }
  }

  @Test
  void onlyFilesWithTheSameLabelsUnderTheSameSchemaAre() {
    try (Importer importer =
        db.builder().schema(SHOP).addSchema(Schema.builder("other").build()).build()) {
      importer.load(file(1), TOLD);

      for (String labels : List.of("Artikel,Menge", "Menge,Artikel,Notiz", "Artikel,Menge,Note")) {
        assertThatExceptionOfType(SourceException.class)
            .isThrownBy(() -> importer.check(csv(labels + "\nTasse,1,x\n")));
      }
      assertThat(
              importer
                  .check(file(2), ImportOptions.DEFAULT.withSchema("other"))
                  .mapping()
                  .columns())
          .extracting(HeaderMapping.Column::reason)
          .containsOnlyNulls();
    }
  }

  @Test
  void whoGivesAMapGetsThatAndItIsRememberedInstead() {
    try (Importer importer = open()) {
      importer.load(file(1), TOLD);
      ImportOptions other =
          ImportOptions.DEFAULT.withMap("Notiz", "article").withMap("Menge", "amount");

      ImportResult result = importer.load(file(2), other);

      assertThat(data(importer, result.id()))
          .containsExactly("{\"Artikel\":\"Tasse\",\"amount\":2,\"article\":\"x\"}");
      assertThat(all(importer)).hasSize(1);
      assertThat(all(importer).get(0).importId()).isEqualTo(result.id());
      assertThat(data(importer, importer.load(file(3)).id()))
          .containsExactly("{\"Artikel\":\"Tasse\",\"amount\":3,\"article\":\"x\"}");
      assertThatExceptionOfType(SourceException.class)
          .isThrownBy(() -> importer.check(file(4), ImportOptions.DEFAULT.withoutMap()));
    }
  }

  @Test
  void constantsAreNotRemembered() {
    try (Importer importer = open()) {
      importer.load(file(1), TOLD.withConstant("shop", "Rome"));

      assertThat(data(importer, importer.load(file(2)).id()))
          .containsExactly("{\"article\":\"Tasse\",\"amount\":2}");
      assertThat(
              data(
                  importer,
                  importer.load(file(3), ImportOptions.DEFAULT.withConstant("shop", "Oslo")).id()))
          .containsExactly("{\"article\":\"Tasse\",\"amount\":3,\"shop\":\"Oslo\"}");
    }
  }

  @Test
  void nothingIsRememberedOfAFileWithoutAValidRow() {
    try (Importer importer = open()) {
      importer.load(csv("Artikel,Menge,Notiz\nTasse,viele,x\n"), TOLD);
      assertThatExceptionOfType(SourceException.class)
          .isThrownBy(() -> importer.load(file(1), TOLD.withMap("Farbe", "shop")));

      assertThat(all(importer)).isEmpty();
    }
  }

  @Test
  void nothingIsRememberedOfFilesWithoutLabelsOfTheirOwn() {
    try (Importer importer = open()) {
      importer.load(
          csv("Tasse,1\n"),
          ImportOptions.DEFAULT
              .withDialect(Dialect.UNSPECIFIED.withHeader(false))
              .withMap("#1", "article")
              .withMap("#2", "amount"));
      importer.load(
          Source.ofText("[{\"Artikel\":\"Tasse\",\"amount\":1}]", Format.JSON),
          ImportOptions.DEFAULT.withMap("Artikel", "article"));
      importer.load(csv("a\n1\n"), ImportOptions.DEFAULT.withSchema("none").withMap("a", "b"));

      assertThat(all(importer)).isEmpty();
    }
  }

  @Test
  void aSchemaMaySayThatNothingIs() {
    Schema silent =
        Schema.builder("shop")
            .field(Field.string("article").required())
            .field(Field.integer("amount").required())
            .rememberMappings(false)
            .build();
    assertThat(Schema.parse("shop", silent.toJson())).isEqualTo(silent);
    assertThat(silent.toJson()).contains("\"importer:rememberMappings\": false");
    try (Importer importer = open()) {
      importer.load(file(1), TOLD);
    }
    try (Importer importer = db.builder().schema(silent).build()) {
      assertThatExceptionOfType(SourceException.class).isThrownBy(() -> importer.check(file(2)));
      importer.load(
          csv("Artikel,Menge\nTasse,1\n"),
          ImportOptions.ofTexts(Map.of("map", "{\"Artikel\":\"article\",\"Menge\":\"amount\"}")));
      assertThat(all(importer)).hasSize(1);
    }
  }

  @Test
  void whatDoesNotFitTheSchemaAnyMoreIsNotUsed() {
    try (Importer importer = open()) {
      importer.load(file(1), TOLD);
    }
    Schema changed =
        Schema.builder("shop")
            .field(Field.string("article"))
            .field(Field.integer("number"))
            .build();
    try (Importer importer = db.builder().schema(changed).build()) {
      assertThatExceptionOfType(SourceException.class)
          .isThrownBy(() -> importer.check(file(2)))
          .withMessageStartingWith("The header has none of the fields of the schema.");
    }
  }

  @Test
  void whatIsForgottenIsNotUsed() {
    try (Importer importer = open()) {
      importer.load(file(1), TOLD);
      long id = all(importer).get(0).id();

      assertThat(importer.operations().forgetMapping(id)).isTrue();
      assertThat(importer.operations().forgetMapping(id)).isFalse();
      assertThat(all(importer)).isEmpty();
      assertThatExceptionOfType(SourceException.class).isThrownBy(() -> importer.check(file(2)));
    }
  }

  @Test
  void theyAreListedInPagesAndBySchema() {
    try (Importer importer = open()) {
      for (int i = 0; i < 5; i++) {
        importer.load(
            csv("Artikel,Menge,x" + i + "\nTasse,1,2\n"),
            ImportOptions.DEFAULT.withMap("Artikel", "article").withMap("Menge", "amount"));
      }
      Page<RememberedMapping> first =
          importer.operations().mappings("shop", PageRequest.ofLimit(3));
      Page<RememberedMapping> second =
          importer
              .operations()
              .mappings("shop", PageRequest.ofLimit(3).at(first.nextCursor().orElseThrow()));

      assertThat(first.items())
          .extracting(each -> each.labels().get(2))
          .containsExactly("x4", "x3", "x2");
      assertThat(second.items())
          .extracting(each -> each.labels().get(2))
          .containsExactly("x1", "x0");
      assertThat(second.nextCursor()).isEmpty();
      assertThat(importer.operations().mappings("none", PageRequest.FIRST).items()).isEmpty();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> importer.operations().mappings(null, PageRequest.FIRST.at("x")));
    }
  }

  @Test
  void anImportIsReplayedAsItWasWhateverIsRememberedSince() {
    String named = "article,amount,other\nTasse,1,Kanne\n";
    try (Importer importer = open()) {
      StoredImport plain = importer.load(csv(named)).summary();
      importer.load(
          csv(named), ImportOptions.DEFAULT.withMap("other", "article").withoutColumn("article"));
      StoredImport remembered =
          importer
              .load(csv(named), ImportOptions.DEFAULT.withOnDuplicate(OnDuplicate.ALLOW))
              .summary();

      for (StoredImport each : List.of(plain, remembered)) {
        ImportOptions again = Results.replaying(each.plan()).withOnDuplicate(OnDuplicate.ALLOW);
        assertThat(data(importer, importer.load(csv(named), again).id()))
            .isEqualTo(data(importer, each.id()));
      }
      assertThat(data(importer, remembered.id()))
          .containsExactly("{\"amount\":1,\"article\":\"Kanne\"}");
    }
  }

  @Test
  void anImportThatWaitsKeepsToWhatWasRememberedWhenItWasAccepted() {
    long id;
    try (Importer importer = db.builder().schema(SHOP).workers(0).build()) {
      importer.load(file(1), TOLD);
      id = importer.submit(file(2)).id();
      all(importer).forEach(each -> importer.operations().forgetMapping(each.id()));
    }
    try (Importer importer = open()) {
      assertThat(importer.operations().job(id).orElseThrow().await().valid()).isEqualTo(1);
      assertThat(data(importer, id)).containsExactly("{\"article\":\"Tasse\",\"amount\":2}");
    }
  }
}
