/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.authn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CallerAdmissionRule;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.builder.HttpRequestViewBuilder;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.contract.ConcurrencyAssertions;
import org.lumoauth.testkit.contract.HostileIdentifiers;

/** The contract of every {@link CallerAdmissionRule}. */
public abstract class CallerAdmissionRuleContract {

  private static final String SECRET = "contract-secret";

  /** Returns the provider under test. */
  protected abstract CallerAdmissionRule rule();

  /** Returns the tenant of the caller. */
  protected abstract TenantContext tenant();

  /** Returns a caller to which the rule applies. */
  protected abstract Caller caller();

  /** Returns a request that the caller may make. */
  protected abstract HttpRequestViewBuilder allowed();

  /** Returns a request that the caller may not make. */
  protected abstract HttpRequestViewBuilder refused();

  @Test
  void allowsPermittedRequest() {
    rule().check(tenant(), caller(), allowed().build());
  }

  @Test
  void rejectsForbiddenRequest() {
    var refusal = refusal(refused());

    assertEquals(403, refusal.status());
    assertTrue(refusal.code().matches("[a-z][a-z0-9_]*"), refusal.code());
    assertFalse(refusal.getMessage().isBlank());
  }

  @Test
  void rejectsForbiddenRequestAgainAfterAPermittedOne() {
    refusal(refused());
    allowsPermittedRequest();
    refusal(refused());
  }

  @Test
  void ignoresCallersOfAnotherTenant() {
    var stranger = HostileIdentifiers.unknownTenant();
    var other = caller();
    var theirs =
        TestBuilders.aCaller().as(other.subject()).of(stranger.id()).by(other.kind()).build();

    rule().check(stranger, theirs, refused().build());
  }

  @Test
  void ignoresUnknownCallers() {
    rule().check(tenant(), TestBuilders.aCaller().apiKey().build(), refused().build());
    for (String id : HostileIdentifiers.identifiers()) {
      var unknown = new SubjectRef(caller().subject().type(), id);
      rule().check(tenant(), TestBuilders.aCaller().as(unknown).build(), refused().build());
    }
  }

  @Test
  void omitsRequestHeadersFromError() {
    var refusal =
        refusal(refused().withHeader("Authorization", SECRET).withHeader("Cookie", "a=" + SECRET));

    assertFalse(refusal.getMessage().contains(SECRET));
    assertFalse(refusal.details().toString().contains(SECRET));
  }

  @Test
  void handlesRequestsWithMissingValues() {
    for (HttpRequestViewBuilder odd : oddRequests()) {
      try {
        rule().check(tenant(), caller(), odd.build());
      } catch (ApiException refusal) {
        assertEquals(403, refusal.status());
      }
    }
  }

  @Test
  void decidesEquallyForConcurrentThreads() {
    ConcurrencyAssertions.assertSameFromManyThreads(
        true,
        () -> {
          rejectsForbiddenRequestAgainAfterAPermittedOne();
          return true;
        });
  }

  @Test
  void answersWithoutSlowAccess() {
    var rule = rule();
    var tenant = tenant();
    var caller = caller();
    var request = allowed().build();
    ConcurrencyAssertions.assertQuick(() -> rule.check(tenant, caller, request));
  }

  private ApiException refusal(HttpRequestViewBuilder request) {
    return assertThrows(
        ApiException.class, () -> rule().check(tenant(), caller(), request.build()));
  }

  private static List<HttpRequestViewBuilder> oddRequests() {
    return List.of(
        TestBuilders.aRequest(),
        TestBuilders.aRequest().from(""),
        TestBuilders.aRequest().from("unknown"),
        TestBuilders.aRequest().from("2001:db8::1"),
        TestBuilders.aRequest().from("fe80::1%eth0"),
        TestBuilders.aRequest().from("[::1]:443"),
        TestBuilders.aRequest().from("999.999.999.999"),
        TestBuilders.aRequest().from("1".repeat(10_000)),
        TestBuilders.aRequest().withHeader("User-Agent", "x".repeat(8_000)));
  }
}
