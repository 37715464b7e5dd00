package dev.importer.server.internal.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret with which calls are signed, as Standard Webhooks has it. */
public final class WebhookSecret {

  private static final String PREFIX = "whsec_";
  private static final int LEAST_BYTES = 24;
  private static final int MOST_BYTES = 64;
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  private WebhookSecret(byte[] bytes) {
    this.key = new SecretKeySpec(bytes, ALGORITHM);
  }

  /**
   * The secret that a text stands for.
   *
   * @throws IllegalArgumentException if it stands for none; the message does not repeat it
   */
  public static WebhookSecret parse(String text) {
    byte[] bytes = text.startsWith(PREFIX) ? decode(text.substring(PREFIX.length())) : new byte[0];
    if (bytes.length < LEAST_BYTES || bytes.length > MOST_BYTES) {
      throw new IllegalArgumentException(
          "the secret of the webhook must be '"
              + PREFIX
              + "' followed by "
              + LEAST_BYTES
              + " to "
              + MOST_BYTES
              + " bytes in Base64, as this makes it: echo "
              + PREFIX
              + "$(openssl rand -base64 32)");
    }
    return new WebhookSecret(bytes);
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /** The value of the header {@code webhook-signature}. */
  String sign(String id, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
