/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.authorization.AuthorizationDetailsType;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.contract.OAuthErrorAssertions;

/** The contract of every {@link AuthorizationDetailsType}. */
public abstract class AuthorizationDetailsTypeContract {

  private static final OAuthErrorAssertions REFUSALS =
      OAuthErrorAssertions.withCodes("invalid_authorization_details");

  /** Returns the provider under test. */
  protected abstract AuthorizationDetailsType type();

  /** Returns a tenant with the type. */
  protected abstract TenantContext tenant();

  /** Returns an element that is granted. */
  protected abstract Map<String, Object> good();

  /** Returns invalid elements of the type, one for each possible error. */
  protected abstract List<Map<String, Object>> wrong();

  @Test
  void acceptsItsOwnGrantedDetail() {
    Map<String, Object> granted = checked(good());

    assertEquals(good().get("type"), granted.get("type"));
    assertEquals(granted, checked(granted));
  }

  @Test
  void rejectsInvalidDetailWithCodeAndPrintableReason() {
    assertFalse(wrong().isEmpty());
    for (Map<String, Object> detail : wrong()) {
      REFUSALS.assertRefused(() -> checked(detail));
    }
  }

  @Test
  void isWithinReturnsTrueForTheSameDetail() {
    assertTrue(type().isWithin(tenant(), checked(good()), checked(good())));
  }

  @Test
  void describesDetailInSingleLineTexts() {
    for (Locale locale : List.of(Locale.ENGLISH, Locale.JAPANESE, Locale.ROOT)) {
      List<String> lines = type().describe(tenant(), checked(good()), locale);

      assertFalse(lines.isEmpty());
      lines.forEach(line -> assertFalse(line.isBlank() || line.contains("\n"), line));
    }
  }

  private Map<String, Object> checked(Map<String, Object> detail) {
    return type().check(tenant(), client(), detail);
  }

  /** Returns the requesting client. */
  protected Client client() {
    return TestBuilders.aClient().build();
  }
}
