/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.authorization.AuthorizationRequestSource;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.ContractSampleModifier;
import org.lumoauth.testkit.contract.HostileIdentifiers;
import org.lumoauth.testkit.contract.MalformedJwts;
import org.lumoauth.testkit.contract.OAuthErrorAssertions;

/** The contract of every {@link AuthorizationRequestSource}. */
public abstract class AuthorizationRequestSourceContract {

  private static final String CLIENT_ID = "client_id";
  private static final OAuthErrorAssertions REFUSALS =
      OAuthErrorAssertions.withCodes(
          "invalid_request_uri", "invalid_request_object", "invalid_request");

  /** Returns the provider under test. */
  protected abstract AuthorizationRequestSource source();

  /** Returns the tenant of the samples. */
  protected abstract TenantContext tenant();

  /** Returns a client that may, but need not, use this source. */
  protected abstract Client client();

  /**
   * Returns a new request of the client with this source for the tenant: the parameters that carry
   * it, and possibly {@code client_id}.
   */
  protected abstract Map<String, List<String>> using();

  /** Returns invalid requests with this source, one for each reason. */
  protected abstract List<Map<String, List<String>>> broken();

  @Test
  void resolvesRequest() {
    var brought = parameters(using()).orElseThrow();

    assertFalse(brought.isEmpty());
    brought.forEach((name, values) -> assertFalse(values.isEmpty(), name));
    assertEquals(
        List.of(client().clientId()),
        brought.getOrDefault(CLIENT_ID, List.of(client().clientId())));
  }

  @Test
  void resolvesEqualParametersFromBothMethods() {
    var sent = using();

    assertEquals(
        parameters(sent),
        source()
            .resolve(tenant(), client(), sent)
            .map(AuthorizationRequestSource.AuthorizationRequestParameters::parameters));
  }

  @Test
  void ignoresRequestWithPlainParameters() {
    var plain =
        Map.of(
            CLIENT_ID,
            List.of(client().clientId()),
            "response_type",
            List.of("code"),
            "scope",
            List.of("openid"));

    assertEquals(Optional.empty(), parameters(plain));
  }

  @Test
  void ignoresParametersOutsideTheRequest() {
    var sent = using();
    for (String name : List.of("scope", "redirect_uri", "state", "claims", "contract_unknown")) {
      sent =
          ContractSampleModifier.withEntry(sent, name, List.of("https://contract-beside.example"));
    }

    var brought = parameters(sent).orElseThrow();

    assertFalse(brought.toString().contains("contract-beside"), brought.toString());
  }

  @Test
  void rejectsRequestOfAnotherClient() {
    var thief = "contract-thief";
    var sent = using();
    var asThief =
        sent.containsKey(CLIENT_ID)
            ? ContractSampleModifier.withEntry(sent, CLIENT_ID, List.of(thief))
            : sent;

    assertRefused(tenant(), ContractSampleModifier.withClientId(client(), thief), asThief);
  }

  @Test
  void rejectsRequestInAnotherTenant() {
    assertRefused(HostileIdentifiers.unknownTenant(), client(), using());
  }

  @Test
  void rejectsRequestGivenTwice() {
    for (String name : carriers()) {
      var twice = using();
      var value = twice.get(name).get(0);
      assertRefused(
          tenant(), client(), ContractSampleModifier.withEntry(twice, name, List.of(value, value)));
    }
    for (String name : List.of("request", "request_uri")) {
      var sent = using();
      if (!sent.containsKey(name)) {
        assertRefused(
            tenant(),
            client(),
            ContractSampleModifier.withEntry(sent, name, List.of("https://contract.example/r")));
      }
    }
  }

  @Test
  void rejectsInvalidRequest() {
    assertFalse(broken().isEmpty());
    broken().forEach(sent -> assertRefused(tenant(), client(), sent));
  }

  @Test
  void handlesAnyTextAsRequest() {
    for (String name : carriers()) {
      for (String text : MalformedJwts.texts()) {
        var instead = ContractSampleModifier.withEntry(using(), name, List.of(text));
        var longer =
            ContractSampleModifier.withEntry(
                using(), name, List.of(using().get(name).get(0) + text));
        REFUSALS.callUnlessRefused(() -> parameters(instead));
        REFUSALS.callUnlessRefused(() -> parameters(longer));
      }
    }
  }

  @Test
  void doesNotModifySentParameters() {
    var sent = new HashMap<>(using());
    var before = Map.copyOf(sent);

    source().resolveParameters(tenant(), client(), sent);

    assertEquals(before, sent);
  }

  private Optional<Map<String, List<String>>> parameters(Map<String, List<String>> sent) {
    return source().resolveParameters(tenant(), client(), sent);
  }

  private void assertRefused(TenantContext tenant, Client by, Map<String, List<String>> sent) {
    REFUSALS.assertRefused(() -> source().resolveParameters(tenant, by, sent));
  }

  private List<String> carriers() {
    return using().keySet().stream().filter(name -> !name.equals(CLIENT_ID)).sorted().toList();
  }
}
