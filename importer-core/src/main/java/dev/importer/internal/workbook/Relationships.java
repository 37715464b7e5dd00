package dev.importer.internal.workbook;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** To which other parts a part leads. Immutable. */
final class Relationships {

  /** More than any workbook has, and little enough for the memory. */
  private static final int MAX_COUNT = 10_000;

  private static final int MAX_LENGTH = 2_000;

  /**
   * A relationship.
   *
   * @param type its type, an address of which the last word says enough
   * @param part the name of the part; null if it is outside of the workbook
   */
  private record Relationship(String type, @Nullable String part) {}

  private final Map<String, Relationship> byId;

  private Relationships(Map<String, Relationship> byId) {
    this.byId = byId;
  }

  /**
   * Reads what a part leads to; that may be nothing.
   *
   * @param part the name of the part; empty for the workbook as a whole
   */
  static Relationships of(Parts parts, String part) {
    String name = PartName.ofRelationships(part);
    Map<String, Relationship> byId = new LinkedHashMap<>();
    Place place = () -> "in its part " + name;
    try (XmlPart xml = parts.find(name, place)) {
      if (xml != null) {
        for (int event = xml.next(); event != XmlPart.END_OF_PART; event = xml.next()) {
          if (event == XmlPart.START && xml.name().equals("Relationship")) {
            add(xml, part, byId);
            if (byId.size() > MAX_COUNT) {
              throw WorkbookErrors.damaged(
                  place.now(), "it leads to more than " + MAX_COUNT + " parts");
            }
          }
        }
      }
    } catch (IOException e) {
      throw WorkbookErrors.unreadable(e);
    }
    return new Relationships(byId);
  }

  private static void add(XmlPart xml, String part, Map<String, Relationship> byId) {
    String id = xml.attribute("Id");
    String type = xml.attribute("Type");
    String target = xml.attribute("Target");
    if (id != null
        && type != null
        && target != null
        && id.length() + type.length() + target.length() <= MAX_LENGTH) {
      boolean outside = "External".equalsIgnoreCase(xml.attribute("TargetMode"));
      byId.putIfAbsent(id, new Relationship(type, outside ? null : PartName.resolve(part, target)));
    }
  }

  /** The part of the first relationship of a kind, or null if there is none in the workbook. */
  @Nullable String first(String kind) {
    for (Relationship each : byId.values()) {
      if (isOf(kind, each)) {
        return each.part();
      }
    }
    return null;
  }

  /** Whether a relationship leads to something else than what is of a kind. */
  boolean leadsElsewhere(String id, String kind) {
    Relationship relationship = byId.get(id);
    return relationship != null && !isOf(kind, relationship);
  }

  /** The part to which a relationship leads, or null if it leads to none in the workbook. */
  @Nullable String part(String id) {
    Relationship relationship = byId.get(id);
    return relationship == null ? null : relationship.part();
  }

  private static boolean isOf(String kind, Relationship relationship) {
    return relationship.type().endsWith("/" + kind);
  }
}
