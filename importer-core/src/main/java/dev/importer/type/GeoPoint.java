package dev.importer.type;

import java.math.BigDecimal;

/**
 * A place on the earth.
 *
 * @param longitude degrees to the east, from -180 to 180
 * @param latitude degrees to the north, from -90 to 90
 */
public record GeoPoint(BigDecimal longitude, BigDecimal latitude) {

  private static final BigDecimal MOST_LONGITUDE = BigDecimal.valueOf(180);
  private static final BigDecimal MOST_LATITUDE = BigDecimal.valueOf(90);

  /** Checks the ranges. */
  public GeoPoint {
    if (longitude.abs().compareTo(MOST_LONGITUDE) > 0) {
      throw new IllegalArgumentException("the longitude is not between -180 and 180");
    }
    if (latitude.abs().compareTo(MOST_LATITUDE) > 0) {
      throw new IllegalArgumentException("the latitude is not between -90 and 90");
    }
  }

  /** Longitude and latitude as Table Schema writes them. */
  @Override
  public String toString() {
    return longitude + ", " + latitude;
  }
}
