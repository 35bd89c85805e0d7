/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract;

import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;
import static org.lumoauth.testkit.builder.TestBuilders.anAuthorizationRequest;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.authorization.AuthorizationRequestRedirector;
import org.lumoauth.api.oauth.authorization.AuthorizationResponseContributor;
import org.lumoauth.api.oauth.authorization.AuthorizationResponseContributor.AuthorizationResponseAddition;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.AuthorizationRequestBuilder;
import org.lumoauth.testkit.contract.oauth.AuthorizationRequestRedirectorContract;
import org.lumoauth.testkit.contract.oauth.AuthorizationResponseContributorContract;

/** The kits of what takes part in the answer to an authorization request. */
class AuthorizationContractsTest {

  private static final TenantContext ACME = aTenant().build();

  @Test
  void acceptsCompliantResponseContributor() {
    ContractVerdict.holds(GoodAddition.class);
  }

  @Test
  void detectsContributorReplacingServerParameters() {
    ContractVerdict.breaks(PresumptuousAddition.class, "addsNoParameterThatTheServerSets");
  }

  @Test
  void detectsContributorOfInvalidParameter() {
    ContractVerdict.breaks(UntidyAddition.class, "usesParameterSyntaxOfRfc6749");
  }

  @Test
  void detectsContributorRevealingUser() {
    ContractVerdict.breaks(TalkativeAddition.class, "omitsPersonalDataInClearText");
  }

  @Test
  void detectsContributorEchoingInputIntoCookie() {
    ContractVerdict.breaks(EchoingAddition.class, "writesWellFormedCookies");
  }

  @Test
  void detectsContributorCookieSharedByTenants() {
    ContractVerdict.breaks(WideAddition.class, "limitsCookiesToPathsOfTheTenant");
  }

  @Test
  void detectsContributorRejectingNativeRedirectUris() {
    ContractVerdict.breaks(WebAddition.class, "acceptsEachRegisteredRedirectUri");
  }

  abstract static class Contributor extends AuthorizationResponseContributorContract {
    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected AuthorizationRequestBuilder request() {
      return anAuthorizationRequest();
    }

    static AuthorizationResponseAddition of(String name, String value) {
      return new AuthorizationResponseAddition(
          Map.of(name, value), List.of("mark=1; Path=/t/acme/api/v1/mark; Secure"));
    }

    static AuthorizationResponseAddition of(String cookie) {
      return new AuthorizationResponseAddition(Map.of("mark", "1"), List.of(cookie));
    }
  }

  static class GoodAddition extends Contributor {
    @Override
    protected AuthorizationResponseContributor contributor() {
      return (tenant, request, session) -> of("mark", "1");
    }
  }

  static class PresumptuousAddition extends Contributor {
    @Override
    protected AuthorizationResponseContributor contributor() {
      return (tenant, request, session) -> of("error", "server_error");
    }
  }

  static class UntidyAddition extends Contributor {
    @Override
    protected AuthorizationResponseContributor contributor() {
      return (tenant, request, session) -> of("mark", "two\nlines");
    }
  }

  static class TalkativeAddition extends Contributor {
    @Override
    protected AuthorizationResponseContributor contributor() {
      return (tenant, request, session) -> of("mark", session.subject().id());
    }
  }

  static class EchoingAddition extends Contributor {
    @Override
    protected AuthorizationResponseContributor contributor() {
      return (tenant, request, session) ->
          of("mark=" + request.state().orElse("") + "; Path=/t/acme/; Secure");
    }
  }

  static class WideAddition extends Contributor {
    @Override
    protected AuthorizationResponseContributor contributor() {
      return (tenant, request, session) -> of("mark=1; Path=/; Secure");
    }
  }

  static class WebAddition extends Contributor {
    @Override
    protected AuthorizationResponseContributor contributor() {
      return (tenant, request, session) ->
          of("mark", URI.create(request.redirectUri()).getHost().toUpperCase(Locale.ROOT));
    }
  }

  @Test
  void acceptsCompliantRedirectHook() {
    ContractVerdict.holds(GoodDetour.class);
  }

  @Test
  void detectsRedirectHookForEveryClient() {
    ContractVerdict.breaks(DetourForAll.class, "doesNotRedirectOtherClients");
  }

  @Test
  void detectsRedirectToAnotherServer() {
    ContractVerdict.breaks(FarDetour.class, "redirectsToAPageOfTheTenant", "acceptsAnyTextAsScope");
  }

  @Test
  void detectsRedirectWithUnencodedScopes() {
    ContractVerdict.breaks(RawDetour.class, "acceptsAnyTextAsScope", "encodesScopeInRedirect");
  }

  @Test
  void detectsParameterInjectionByScope() {
    ContractVerdict.breaks(OpenDetour.class, "encodesScopeInRedirect");
  }

  @Test
  void detectsRedirectDependingOnScopeOrder() {
    ContractVerdict.breaks(UnorderedDetour.class, "redirectsToTheSamePageForAnyScopeOrder");
  }

  abstract static class Detour extends AuthorizationRequestRedirectorContract {
    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected Client detoured() {
      return aClient().of(anAgentRef()).build();
    }

    static boolean agents(Client client) {
      return client.subject().type().equals(SubjectRef.AGENT);
    }

    static Optional<URI> page(TenantContext tenant, String scope) {
      return Optional.of(
          URI.create(TenantUrlAssertions.base(tenant) + "consent?agent=1&scope=" + scope));
    }

    static String encoded(Set<String> scope) {
      return URLEncoder.encode(String.join(" ", scope), StandardCharsets.UTF_8);
    }
  }

  static class GoodDetour extends Detour {
    @Override
    protected AuthorizationRequestRedirector detour() {
      return (tenant, client, scope) ->
          agents(client) ? page(tenant, encoded(new TreeSet<>(scope))) : Optional.empty();
    }
  }

  static class DetourForAll extends Detour {
    @Override
    protected AuthorizationRequestRedirector detour() {
      return (tenant, client, scope) -> page(tenant, encoded(new TreeSet<>(scope)));
    }
  }

  static class FarDetour extends Detour {
    @Override
    protected AuthorizationRequestRedirector detour() {
      return (tenant, client, scope) ->
          agents(client)
              ? Optional.of(URI.create("https://id.example.com.evil.example/"))
              : Optional.empty();
    }
  }

  static class RawDetour extends Detour {
    @Override
    protected AuthorizationRequestRedirector detour() {
      return (tenant, client, scope) ->
          agents(client) ? page(tenant, String.join(",", new TreeSet<>(scope))) : Optional.empty();
    }
  }

  static class OpenDetour extends Detour {
    @Override
    protected AuthorizationRequestRedirector detour() {
      return (tenant, client, scope) ->
          agents(client)
              ? page(tenant, encoded(new TreeSet<>(scope)).replace("%26", "&"))
              : Optional.empty();
    }
  }

  static class UnorderedDetour extends Detour {
    @Override
    protected AuthorizationRequestRedirector detour() {
      return (tenant, client, scope) ->
          agents(client) ? page(tenant, encoded(scope)) : Optional.empty();
    }
  }
}
