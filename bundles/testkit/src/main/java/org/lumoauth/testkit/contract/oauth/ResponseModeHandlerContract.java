/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.authorization.ResponseModeHandler;
import org.lumoauth.api.oauth.authorization.ResponseModeHandler.AuthorizationResponseDelivery;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.contract.ConcurrencyAssertions;

/** The contract of every {@link ResponseModeHandler}. */
public abstract class ResponseModeHandlerContract {

  /** Values that a client may send as {@code state} and that the response must return unchanged. */
  private static final List<String> TEXTS =
      List.of(
          "a b+c",
          "a&code=other&b=c",
          "a#b?c=d%26",
          "a\r\nSet-Cookie: b=c",
          "\"><script>alert(1)</script>",
          "\u00e9\u6f22\ud83d\ude00",
          "x".repeat(2_000));

  /** Returns the provider under test. */
  protected abstract ResponseModeHandler mode();

  /** Returns a tenant. */
  protected abstract TenantContext tenant();

  /** Returns a client that the mode can respond to. */
  protected Client client() {
    return TestBuilders.aClient().build();
  }

  /**
   * Returns the parameters that the client extracts from the response; a mode that packs them into
   * one unpacks them here as its clients do.
   */
  protected Map<String, String> read(Map<String, String> carried) {
    return carried;
  }

  @Test
  void deliversAllParameters() {
    assertBrings(success("state-1"));
  }

  @Test
  void deliversErrorResponse() {
    assertBrings(
        Map.of(
            "error", "access_denied",
            "error_description", "The user denied the request.",
            "state", "state-1",
            "iss", tenant().issuer()));
  }

  @Test
  void deliversAnyTextUnchanged() {
    TEXTS.forEach(text -> assertBrings(success(text)));
  }

  @Test
  void writesLocationWithoutControlCharacters() {
    for (String text : TEXTS) {
      if (deliver(SampleRedirectUris.ALL.get(0), success(text))
          instanceof AuthorizationResponseDelivery.RedirectDelivery redirect) {
        assertTrue(redirect.location().matches("[\\x21-\\x7E]+"), redirect.location());
      }
    }
  }

  @Test
  void deliversEqualResponsesToConcurrentThreads() {
    var parameters = success("state-1");
    ConcurrencyAssertions.assertSameFromManyThreads(
        parameters, () -> brought(SampleRedirectUris.ALL.get(0), parameters));
  }

  private Map<String, String> success(String state) {
    return Map.of("code", "code-1", "state", state, "iss", tenant().issuer());
  }

  private void assertBrings(Map<String, String> parameters) {
    SampleRedirectUris.ALL.forEach(uri -> assertEquals(parameters, brought(uri, parameters), uri));
  }

  /** Returns the parameters that arrive. */
  private Map<String, String> brought(String redirectUri, Map<String, String> parameters) {
    var read = new HashMap<>(read(carried(redirectUri, deliver(redirectUri, parameters))));
    read.keySet().retainAll(parameters.keySet());
    return read;
  }

  private AuthorizationResponseDelivery deliver(
      String redirectUri, Map<String, String> parameters) {
    return mode().deliver(tenant(), client(), redirectUri, parameters);
  }

  /** Returns the parameters that arrive at the redirect URI, which preserves its own query. */
  private static Map<String, String> carried(
      String redirectUri, AuthorizationResponseDelivery delivery) {
    if (delivery instanceof AuthorizationResponseDelivery.FormPostDelivery form) {
      assertEquals(redirectUri, form.action());
      return form.fields();
    }
    String location = ((AuthorizationResponseDelivery.RedirectDelivery) delivery).location();
    String begun = redirectUri + (redirectUri.contains("?") ? "&" : "?");
    String fragment = redirectUri + "#";
    assertTrue(location.startsWith(begun) || location.startsWith(fragment), location);
    Map<String, String> carried = new HashMap<>();
    for (String pair : location.substring(fragment.length()).split("&")) {
      String[] parts = pair.split("=", 2);
      assertEquals(2, parts.length, pair);
      var before = carried.put(decoded(parts[0]), decoded(parts[1]));
      assertNull(before, "duplicate parameter");
    }
    return carried;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
