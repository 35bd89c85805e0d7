/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.AuthorizationRequestSource;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.ContractSampleModifier;
import org.lumoauth.testkit.contract.ContractVerdict;

class AuthorizationRequestSourceContractTest {

  private static final TenantContext ACME = aTenant().build();

  @Test
  void acceptsCompliantSource() {
    ContractVerdict.holds(GoodSource.class);
  }

  @Test
  void detectsSourceMergingOuterParameters() {
    ContractVerdict.breaks(MixingSource.class, "ignoresParametersOutsideTheRequest");
  }

  @Test
  void detectsSourceNotCheckingClient() {
    ContractVerdict.breaks(AnyClientSource.class, "rejectsRequestOfAnotherClient");
  }

  @Test
  void detectsSourceNotCheckingTenant() {
    ContractVerdict.breaks(AnyTenantSource.class, "rejectsRequestInAnotherTenant");
  }

  @Test
  void detectsSourceAcceptingAmbiguousRequest() {
    ContractVerdict.breaks(CarelessSource.class, "rejectsRequestGivenTwice");
  }

  @Test
  void detectsSourceFailingOnUnknownRequest() {
    ContractVerdict.breaks(FailingSource.class, "rejectsInvalidRequest", "handlesAnyTextAsRequest");
  }

  @Test
  void detectsSourceWithNonstandardErrorCodes() {
    ContractVerdict.breaks(
        InventiveSource.class, "rejectsInvalidRequest", "handlesAnyTextAsRequest");
  }

  @Test
  void detectsSourceModifyingParameters() {
    ContractVerdict.breaks(GreedySource.class, "doesNotModifySentParameters");
  }

  /** One request that was brought before, at a name. */
  abstract static class Source extends AuthorizationRequestSourceContract {
    private static final String PREFIX = "urn:contract:";
    private static final String NAME = PREFIX + "one";

    @Override
    protected AuthorizationRequestSource source() {
      return this::parameters;
    }

    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected Client client() {
      return aClient().build();
    }

    @Override
    protected Map<String, List<String>> using() {
      return Map.of("client_id", List.of(client().clientId()), "request_uri", List.of(NAME));
    }

    @Override
    protected List<Map<String, List<String>>> broken() {
      return List.of(Map.of("request_uri", List.of(PREFIX + "two")));
    }

    Optional<Map<String, List<String>>> parameters(
        TenantContext tenant, Client client, Map<String, List<String>> sent) {
      List<String> given = sent.getOrDefault("request_uri", List.of());
      if (given.stream().noneMatch(name -> name.startsWith(PREFIX))) {
        return Optional.empty();
      }
      if (!oneWay(given, sent)) {
        throw OAuthException.invalidRequest("It is given in more than one way.");
      }
      if (!given.get(0).equals(NAME)) {
        throw unknown();
      }
      if (!of(client) || !of(tenant)) {
        throw new OAuthException(400, "invalid_request_uri", "There is none of this client.");
      }
      return Optional.of(brought(sent));
    }

    boolean oneWay(List<String> given, Map<String, List<String>> sent) {
      return given.size() == 1 && !sent.containsKey("request");
    }

    boolean of(Client client) {
      return client.clientId().equals(client().clientId());
    }

    boolean of(TenantContext tenant) {
      return tenant.id().equals(ACME.id());
    }

    RuntimeException unknown() {
      return new OAuthException(
          400, "invalid_request_uri", "The permission request was not found.");
    }

    Map<String, List<String>> brought(Map<String, List<String>> sent) {
      return Map.of("scope", List.of("openid"));
    }
  }

  static class GoodSource extends Source {}

  static class MixingSource extends Source {
    @Override
    Map<String, List<String>> brought(Map<String, List<String>> sent) {
      return ContractSampleModifier.withEntry(sent, "scope", List.of("openid"));
    }
  }

  static class AnyClientSource extends Source {
    @Override
    boolean of(Client client) {
      return true;
    }
  }

  static class AnyTenantSource extends Source {
    @Override
    boolean of(TenantContext tenant) {
      return true;
    }
  }

  static class CarelessSource extends Source {
    @Override
    boolean oneWay(List<String> given, Map<String, List<String>> sent) {
      return true;
    }
  }

  static class FailingSource extends Source {
    @Override
    RuntimeException unknown() {
      return new IllegalArgumentException("no such request");
    }
  }

  static class InventiveSource extends Source {
    @Override
    RuntimeException unknown() {
      return new OAuthException(400, "unknown_request", "The permission request was not found.");
    }
  }

  static class GreedySource extends Source {
    @Override
    Map<String, List<String>> brought(Map<String, List<String>> sent) {
      if (sent instanceof HashMap<?, ?>) {
        sent.remove("request_uri");
      }
      return super.brought(sent);
    }
  }
}
