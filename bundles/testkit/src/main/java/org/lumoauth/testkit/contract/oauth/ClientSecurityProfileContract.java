/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientSecurityProfile;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.ConcurrencyAssertions;
import org.lumoauth.testkit.contract.ContractSampleModifier;
import org.lumoauth.testkit.contract.HostileJsonValues;
import org.lumoauth.testkit.contract.MalformedJwts;
import org.lumoauth.testkit.contract.OAuthErrorAssertions;
import org.lumoauth.testkit.contract.RequestSampleModifier;

/** The contract of every {@link ClientSecurityProfile}. */
public abstract class ClientSecurityProfileContract {

  private static final String PROFILE = "profile";
  private static final OAuthErrorAssertions REFUSALS = OAuthErrorAssertions.withCodes();

  /** Registered members without a useful value, each of a type that is unexpected somewhere. */
  private static final List<Object> ODD =
      List.of("", "x".repeat(10_000), 42, true, List.of(), List.of(1), Map.of("a", 1));

  /** Returns the provider under test. */
  protected abstract ClientSecurityProfile profile();

  /** Returns a tenant. */
  protected abstract TenantContext tenant();

  /** Returns a registered client with the profile's name as its {@code profile}. */
  protected abstract Client client();

  /** Returns requests that meet the rules, one of each kind that the client may send. */
  protected abstract List<ClientSecurityProfileTestRequest> allowed();

  /** Returns requests that violate a rule, one for each rule. */
  protected abstract List<ClientSecurityProfileTestRequest> refused();

  @Test
  void acceptsCompliantRequest() {
    assertFalse(allowed().isEmpty());
    allowed().forEach(asked -> asked.check(profile(), tenant(), profiled()));
  }

  @Test
  void rejectsRuleViolation() {
    assertFalse(refused().isEmpty());
    for (ClientSecurityProfileTestRequest asked : refused()) {
      REFUSALS.assertRefused(() -> asked.check(profile(), tenant(), profiled()));
    }
  }

  @Test
  void keepsProfileInMetadata() {
    assertEquals(client().metadata().get(PROFILE), profile().metadata(client()).get(PROFILE));
  }

  @Test
  void keepsAllRegisteredMembers() {
    assertTrue(profile().metadata(client()).keySet().containsAll(client().metadata().keySet()));
  }

  @Test
  void givesEachMemberAValue() {
    var metadata = profile().metadata(client());

    assertTrue(HostileJsonValues.isJson(metadata), metadata.toString());
  }

  @Test
  void appliesMetadataIdempotently() {
    assertEquals(profiled().metadata(), profile().metadata(profiled()));
  }

  @Test
  void acceptsAnyRegisteredValue() {
    for (String member : profiled().metadata().keySet()) {
      if (!member.equals(PROFILE)) {
        ODD.forEach(
            odd ->
                assertDecides(
                    client()
                        .with(ContractSampleModifier.withEntry(client().metadata(), member, odd))));
      }
    }
  }

  @Test
  void handlesMalformedJwts() {
    for (String text : MalformedJwts.texts()) {
      for (ClientSecurityProfileTestRequest asked : allowed()) {
        if (asked instanceof ClientSecurityProfileTestRequest.ProfileAuthenticationRequest call) {
          assertDecides(
              call,
              RequestSampleModifier.withParameter(
                  call.request(), "client_assertion", List.of(text)));
          assertDecides(
              call, RequestSampleModifier.withParameter(call.request(), "request", List.of(text)));
          assertDecides(call, RequestSampleModifier.withHeader(call.request(), "dpop", text));
        }
      }
    }
  }

  @Test
  void decidesEquallyForConcurrentThreads() {
    var client = profiled();
    var allowed = allowed();
    var refused = refused();
    ConcurrencyAssertions.assertSameFromManyThreads(
        true,
        () -> {
          allowed.forEach(asked -> asked.check(profile(), tenant(), client));
          refused.forEach(
              asked -> REFUSALS.assertRefused(() -> asked.check(profile(), tenant(), client)));
          return true;
        });
  }

  private Client profiled() {
    return client().with(profile().metadata(client()));
  }

  private void assertDecides(Client client) {
    Client seen = client.with(profile().metadata(client));
    for (ClientSecurityProfileTestRequest asked : allowed()) {
      REFUSALS.runUnlessRefused(() -> asked.check(profile(), tenant(), seen));
    }
  }

  private void assertDecides(
      ClientSecurityProfileTestRequest.ProfileAuthenticationRequest call, OAuthRequest request) {
    var changed =
        new ClientSecurityProfileTestRequest.ProfileAuthenticationRequest(call.method(), request);
    REFUSALS.runUnlessRefused(() -> changed.check(profile(), tenant(), profiled()));
  }
}
