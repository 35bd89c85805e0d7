package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.authn.RiskSignal;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.Builders;

/** What every {@link RiskSignal} does. */
public abstract class RiskSignalContract {

  /** The provider. */
  protected abstract RiskSignal signal();

  /** The tenant that the subject is of. */
  protected abstract TenantContext tenant();

  /** Who signs in. */
  protected abstract SubjectRef subject();

  /** A sign-in about which the signal can tell something. */
  protected abstract RequestView telling();

  @Test
  void tellsTheRiskAndWhy() {
    var risk = signal().assess(tenant(), subject(), telling());

    assertTrue(risk.isPresent());
    assertFalse(risk.get().reason().isBlank());
  }

  @Test
  void doesNotFailOnRequestsThatSayLittle() {
    for (RequestView request : oddRequests()) {
      signal()
          .assess(tenant(), subject(), request)
          .ifPresent(risk -> assertFalse(risk.reason().isBlank()));
    }
  }

  @Test
  void doesNotFailOnSubjectsThatItNeverSaw() {
    for (String id : Hostile.identifiers()) {
      assertTrue(signal().assess(tenant(), new SubjectRef("user", id), telling()) != null);
    }
  }

  @Test
  void doesNotPutHeadersIntoTheReason() {
    var request =
        Builders.aRequest()
            .withHeader("User-Agent", "Evil/1.0 <script>")
            .withHeader("Cookie", "session=contract-secret")
            .build();

    signal()
        .assess(tenant(), subject(), request)
        .ifPresent(risk -> assertFalse(risk.reason().contains("contract-secret")));
  }

  private static List<RequestView> oddRequests() {
    return List.of(
        Builders.aRequest().build(),
        Builders.aRequest().from("").build(),
        Builders.aRequest().from("2001:db8::1").build(),
        Builders.aRequest().from("not an address").build(),
        Builders.aRequest().withHeader("User-Agent", "").build(),
        Builders.aRequest().withHeader("User-Agent", "x".repeat(8_000)).build());
  }
}
