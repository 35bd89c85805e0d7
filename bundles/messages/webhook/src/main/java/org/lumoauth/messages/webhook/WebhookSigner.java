package org.lumoauth.messages.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signatures of a notice: HMAC-SHA256, in hexadecimal. */
final class WebhookSigner {

  private static final String ALGORITHM = "HmacSHA256";

  private WebhookSigner() {}

  /** With the time, so that it can't be sent again later. */
  static String signWithTimestamp(String secret, Instant now, String body) {
    long seconds = now.getEpochSecond();
    return "t=" + seconds + ",v1=" + sign(secret, seconds + "." + body);
  }

  /** Of the text alone. */
  static String sign(String secret, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
