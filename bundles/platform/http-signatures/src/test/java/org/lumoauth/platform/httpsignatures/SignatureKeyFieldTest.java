/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.httpsignatures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignatureKeyFieldTest {

  @Test
  void roundTripsField() throws Exception {
    var written = new SignatureKeyField("jwks_uri", named("https://a.example", "\"; kid=\"x"));

    assertEquals(
        "sig=jwks_uri;id=\"https://a.example\";kid=\"\\\"; kid=\\\"x\"", written.field("sig"));
    assertEquals(
        Optional.of(written), SignatureKeyField.read(List.of(written.field("sig")), "sig"));
  }

  @Test
  void rejectsNonAsciiValue() {
    var written = new SignatureKeyField("jwks_uri", named("https://ä.example", "k"));

    assertThrows(IllegalArgumentException.class, () -> written.field("sig"));
  }

  private static Map<String, String> named(String id, String kid) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("id", id);
    parameters.put("kid", kid);
    return parameters;
  }
}
