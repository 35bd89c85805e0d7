/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.authn;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.SignInRiskAssessor;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.contract.HostileIdentifiers;

/** The contract of every {@link SignInRiskAssessor}. */
public abstract class SignInRiskAssessorContract {

  /** Returns the provider under test. */
  protected abstract SignInRiskAssessor signal();

  /** Returns the tenant of the subject. */
  protected abstract TenantContext tenant();

  /** Returns the subject that signs in. */
  protected abstract SubjectRef subject();

  /** Returns a sign-in for which the signal has a result. */
  protected abstract HttpRequestView telling();

  @Test
  void returnsRiskWithReason() {
    var risk = signal().assess(tenant(), subject(), telling());

    assertTrue(risk.isPresent());
    assertFalse(risk.get().reason().isBlank());
  }

  @Test
  void handlesRequestsWithMissingHeaders() {
    for (HttpRequestView request : oddRequests()) {
      signal()
          .assess(tenant(), subject(), request)
          .ifPresent(risk -> assertFalse(risk.reason().isBlank()));
    }
  }

  @Test
  void handlesUnknownSubjects() {
    for (String id : HostileIdentifiers.identifiers()) {
      assertTrue(signal().assess(tenant(), new SubjectRef("user", id), telling()) != null);
    }
  }

  @Test
  void omitsHeadersFromReason() {
    var request =
        TestBuilders.aRequest()
            .withHeader("User-Agent", "Evil/1.0 <script>")
            .withHeader("Cookie", "session=contract-secret")
            .build();

    signal()
        .assess(tenant(), subject(), request)
        .ifPresent(risk -> assertFalse(risk.reason().contains("contract-secret")));
  }

  private static List<HttpRequestView> oddRequests() {
    return List.of(
        TestBuilders.aRequest().build(),
        TestBuilders.aRequest().from("").build(),
        TestBuilders.aRequest().from("2001:db8::1").build(),
        TestBuilders.aRequest().from("not an address").build(),
        TestBuilders.aRequest().withHeader("User-Agent", "").build(),
        TestBuilders.aRequest().withHeader("User-Agent", "x".repeat(8_000)).build());
  }
}
