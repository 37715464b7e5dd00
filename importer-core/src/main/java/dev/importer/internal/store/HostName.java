package dev.importer.internal.store;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this machine calls itself. */
final class HostName {

  private static final Logger LOG = LoggerFactory.getLogger(HostName.class);

  private HostName() {}

  /** The name; if it has none that can be found out, one that all such machines have. */
  static String find() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // The message begins with the name, which is known here although nobody can resolve it.
      LOG.debug("The name of this machine has no address", e);
      String name = System.getenv("HOSTNAME");
      return name == null || name.isBlank() ? "localhost" : name;
    }
  }
}
