/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.messages.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs notifications with HMAC-SHA256 in hexadecimal. */
final class WebhookSigner {

  private static final String ALGORITHM = "HmacSHA256";

  private WebhookSigner() {}

  /** Returns the signature of timestamp and body. The timestamp prevents replay. */
  static String signWithTimestamp(String secret, Instant now, String body) {
    long seconds = now.getEpochSecond();
    return "t=" + seconds + ",v1=" + sign(secret, seconds + "." + body);
  }

  /** Returns the signature of the text alone. */
  static String sign(String secret, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform does not support " + ALGORITHM, e);
    }
  }
}
