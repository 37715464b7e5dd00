package dev.importer.server.internal.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures, and the secrets they are made with. */
class WebhookSecretTest {

  /** The example that the libraries of Standard Webhooks are tested with. */
  @Test
  void itSignsAsStandardWebhooksHasIt() {
    assertThat(
            WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                .sign(
                    "msg_p5jXN8AQM9LWM0D4loKWxJek",
                    "1614265330",
                    "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hush",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_",
        "whsec_hush",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS!"
      })
  void aSecretThatIsNoneIsRefusedWithoutRepeatingIt(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebhookSecret.parse(text))
        .withMessageContaining("openssl rand")
        .withMessageNotContaining("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS")
        .withMessageNotContaining("hush");
  }
}
