package org.lumoauth.testkit.contract;

import static org.lumoauth.testkit.builder.Builders.aClient;
import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.anAgentRef;
import static org.lumoauth.testkit.builder.Builders.anAuthorizationRequest;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.AuthorizationDetailsSource;
import org.lumoauth.api.oauth.AuthorizationDetailsType;
import org.lumoauth.api.oauth.AuthorizationDetour;
import org.lumoauth.api.oauth.AuthorizationRequestSource;
import org.lumoauth.api.oauth.AuthorizationResponseContributor;
import org.lumoauth.api.oauth.AuthorizationResponseContributor.Addition;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.AuthorizationRequestBuilder;

/** The kits of what takes part in an authorization request. */
class AuthorizationContractsTest {

  private static final TenantContext ACME = aTenant().build();

  @Test
  void acceptsAnAdditionThatKeepsTheContract() {
    Verdict.holds(GoodAddition.class);
  }

  @Test
  void findsAnAdditionThatSpeaksForTheServer() {
    Verdict.breaks(PresumptuousAddition.class, "leavesTheParametersOfTheServerAlone");
  }

  @Test
  void findsAnAdditionOfWhatNoParameterIs() {
    Verdict.breaks(UntidyAddition.class, "writesParametersAsRfc6749Does");
  }

  @Test
  void findsAnAdditionThatNamesThePerson() {
    Verdict.breaks(TalkativeAddition.class, "saysNothingOfThePersonInClear");
  }

  @Test
  void findsAnAdditionThatEchoesIntoACookie() {
    Verdict.breaks(EchoingAddition.class, "writesCookiesThatEndNoHeader");
  }

  @Test
  void findsAnAdditionWhoseCookieGoesToEveryTenant() {
    Verdict.breaks(WideAddition.class, "givesItsCookiesToPagesOfTheTenantAlone");
  }

  @Test
  void findsAnAdditionThatKnowsWebsitesAlone() {
    Verdict.breaks(WebAddition.class, "takesEveryRegisteredRedirectUri");
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

    static Addition of(String name, String value) {
      return new Addition(Map.of(name, value), List.of("mark=1; Path=/t/acme/api/v1/mark; Secure"));
    }

    static Addition of(String cookie) {
      return new Addition(Map.of("mark", "1"), List.of(cookie));
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
  void acceptsADetourThatKeepsTheContract() {
    Verdict.holds(GoodDetour.class);
  }

  @Test
  void findsADetourForEverybody() {
    Verdict.breaks(DetourForAll.class, "leavesOtherClientsAlone");
  }

  @Test
  void findsADetourToAnotherServer() {
    Verdict.breaks(FarDetour.class, "leadsToAPageOfTheTenant", "takesAnyTextForAScope");
  }

  @Test
  void findsADetourThatWritesScopesAsTheyAre() {
    Verdict.breaks(RawDetour.class, "takesAnyTextForAScope", "letsNoScopeAddAParameter");
  }

  @Test
  void findsADetourThatAScopeAddsAParameterTo() {
    Verdict.breaks(OpenDetour.class, "letsNoScopeAddAParameter");
  }

  @Test
  void findsADetourThatTakesScopesAsTheyCome() {
    Verdict.breaks(UnorderedDetour.class, "leadsToTheSamePageInWhateverOrderScopesAreAskedFor");
  }

  abstract static class Detour extends AuthorizationDetourContract {
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
      return Optional.of(URI.create(TenantPages.base(tenant) + "consent?agent=1&scope=" + scope));
    }

    static String encoded(Set<String> scope) {
      return URLEncoder.encode(String.join(" ", scope), StandardCharsets.UTF_8);
    }
  }

  static class GoodDetour extends Detour {
    @Override
    protected AuthorizationDetour detour() {
      return (tenant, client, scope) ->
          agents(client) ? page(tenant, encoded(new TreeSet<>(scope))) : Optional.empty();
    }
  }

  static class DetourForAll extends Detour {
    @Override
    protected AuthorizationDetour detour() {
      return (tenant, client, scope) -> page(tenant, encoded(new TreeSet<>(scope)));
    }
  }

  static class FarDetour extends Detour {
    @Override
    protected AuthorizationDetour detour() {
      return (tenant, client, scope) ->
          agents(client)
              ? Optional.of(URI.create("https://id.example.com.evil.example/"))
              : Optional.empty();
    }
  }

  static class RawDetour extends Detour {
    @Override
    protected AuthorizationDetour detour() {
      return (tenant, client, scope) ->
          agents(client) ? page(tenant, String.join(",", new TreeSet<>(scope))) : Optional.empty();
    }
  }

  static class OpenDetour extends Detour {
    @Override
    protected AuthorizationDetour detour() {
      return (tenant, client, scope) ->
          agents(client)
              ? page(tenant, encoded(new TreeSet<>(scope)).replace("%26", "&"))
              : Optional.empty();
    }
  }

  static class UnorderedDetour extends Detour {
    @Override
    protected AuthorizationDetour detour() {
      return (tenant, client, scope) ->
          agents(client) ? page(tenant, encoded(scope)) : Optional.empty();
    }
  }

  @Test
  void acceptsASourceOfRequestsThatKeepsTheContract() {
    Verdict.holds(GoodSource.class);
  }

  @Test
  void findsASourceThatMixesInWhatStandsBeside() {
    Verdict.breaks(MixingSource.class, "mixesInNothingThatStandsBeside");
  }

  @Test
  void findsASourceThatAsksForNoClient() {
    Verdict.breaks(AnyClientSource.class, "refusesTheRequestOfAnotherClient");
  }

  @Test
  void findsASourceThatAsksForNoTenant() {
    Verdict.breaks(AnyTenantSource.class, "refusesTheRequestInAnotherTenant");
  }

  @Test
  void findsASourceThatTakesTheFirstOfSeveral() {
    Verdict.breaks(CarelessSource.class, "refusesARequestThatIsGivenInMoreThanOneWay");
  }

  @Test
  void findsASourceThatFailsOnWhatItDoesNotKnow() {
    Verdict.breaks(
        FailingSource.class, "refusesWhatDoesNotHold", "failsOnNoTextInThePlaceOfTheRequest");
  }

  @Test
  void findsASourceOfItsOwnCodes() {
    Verdict.breaks(
        InventiveSource.class, "refusesWhatDoesNotHold", "failsOnNoTextInThePlaceOfTheRequest");
  }

  @Test
  void findsASourceThatTakesWhatWasSentAway() {
    Verdict.breaks(GreedySource.class, "leavesWhatWasSentAsItIs");
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
        throw OAuthError.invalidRequest("It is given in more than one way.");
      }
      if (!given.get(0).equals(NAME)) {
        throw unknown();
      }
      if (!of(client) || !of(tenant)) {
        throw new OAuthError(400, "invalid_request_uri", "There is none of this client.");
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
      return new OAuthError(400, "invalid_request_uri", "There is no such request.");
    }

    Map<String, List<String>> brought(Map<String, List<String>> sent) {
      return Map.of("scope", List.of("openid"));
    }
  }

  static class GoodSource extends Source {}

  static class MixingSource extends Source {
    @Override
    Map<String, List<String>> brought(Map<String, List<String>> sent) {
      return Changed.entry(sent, "scope", List.of("openid"));
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
      return new OAuthError(400, "unknown_request", "There is no such request.");
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

  @Test
  void acceptsTypesOfTenantsThatKeepTheContract() {
    Verdict.holds(GoodTypes.class);
  }

  @Test
  void findsTypesThatAreFoundInAnyCase() {
    Verdict.breaks(CarelessTypes.class, "comparesNamesByteForByte");
  }

  @Test
  void findsTypesThatEveryTenantHas() {
    Verdict.breaks(SharedTypes.class, "knowsNothingOfTypesOfAnotherTenant");
  }

  @Test
  void findsTypesThatAnybodyCanTakeAway() {
    Verdict.breaks(OpenTypes.class, "letsNobodyChangeWhatItKnows");
  }

  @Test
  void findsTypesThatAreListedAndNotFound() {
    Verdict.breaks(EmptyTypes.class, "listsWhatItFindsAndFindsWhatItLists");
  }

  @Test
  void findsTypesThatFailOnNoName() {
    Verdict.breaks(FussyTypes.class, "findsNothingForWhatIsNoName");
  }

  abstract static class Types extends AuthorizationDetailsSourceContract {
    final Map<String, AuthorizationDetailsType> types =
        new HashMap<>(Map.of("payment", new Anything()));

    @Override
    protected AuthorizationDetailsSource source() {
      return new AuthorizationDetailsSource() {
        @Override
        public Optional<AuthorizationDetailsType> find(TenantContext tenant, String type) {
          return Optional.ofNullable(of(tenant).get(named(type)));
        }

        @Override
        public Set<String> types(TenantContext tenant) {
          return names(of(tenant));
        }
      };
    }

    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected String type() {
      return "payment";
    }

    Map<String, AuthorizationDetailsType> of(TenantContext tenant) {
      return tenant.id().equals(ACME.id()) ? types : Map.of();
    }

    String named(String type) {
      return type;
    }

    Set<String> names(Map<String, AuthorizationDetailsType> of) {
      return Set.copyOf(of.keySet());
    }
  }

  /** Takes every element. */
  private static final class Anything implements AuthorizationDetailsType {
    @Override
    public Map<String, Object> check(
        TenantContext tenant, Client client, Map<String, Object> detail) {
      return detail;
    }

    @Override
    public List<String> describe(TenantContext tenant, Map<String, Object> detail, Locale locale) {
      return List.of("Anything.");
    }
  }

  static class GoodTypes extends Types {}

  static class CarelessTypes extends Types {
    @Override
    String named(String type) {
      return type.toLowerCase(Locale.ROOT);
    }
  }

  static class SharedTypes extends Types {
    @Override
    Map<String, AuthorizationDetailsType> of(TenantContext tenant) {
      return types;
    }
  }

  static class OpenTypes extends Types {
    @Override
    Set<String> names(Map<String, AuthorizationDetailsType> of) {
      return of.keySet();
    }
  }

  static class EmptyTypes extends Types {
    @Override
    Set<String> names(Map<String, AuthorizationDetailsType> of) {
      return of.isEmpty() ? Set.of() : Set.of("payment", "account");
    }
  }

  static class FussyTypes extends Types {
    @Override
    String named(String type) {
      if (type.isBlank()) {
        throw new IllegalArgumentException("no name");
      }
      return type;
    }
  }
}
