/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Attacker input for JWTs. */
public final class MalformedJwts {

  private static final String SOUND = "{\"alg\":\"ES256\"}";

  /** JSON that is not a valid header or payload. */
  private static final List<String> NO_OBJECTS =
      List.of("null", "[]", "1", "\"x\"", "", "{", "{}", "[".repeat(5_000), "{\"alg\":null}");

  private MalformedJwts() {}

  /** Returns these texts and all hostile identifiers. */
  public static List<String> texts() {
    List<String> texts = new ArrayList<>(HostileIdentifiers.identifiers());
    texts.addAll(List.of("..", "....", "a.b.c", "a.b.c.d.e", ".".repeat(1_000)));
    for (String part : NO_OBJECTS) {
      texts.add(of(part, "{}"));
      texts.add(of(SOUND, part));
      texts.add(encoded(part) + ".a.b.c.d");
    }
    return texts;
  }

  private static String of(String header, String payload) {
    return encoded(header) + "." + encoded(payload) + ".AA";
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
