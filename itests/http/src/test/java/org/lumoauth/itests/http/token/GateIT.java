package org.lumoauth.itests.http.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.itests.http.fixture.GateParty;
import org.lumoauth.itests.http.fixture.GrantTrial;
import org.lumoauth.itests.http.fixture.GrantTrial.Scene;
import org.lumoauth.itests.http.fixture.LaterGrants;
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.Browser;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Shared;
import org.lumoauth.itests.http.support.Site;
import org.lumoauth.itests.http.support.Tenant;

/**
 * Disabled parties receive no tokens. Covers each grant of the running server with each party
 * disabled, alone and combined, at the grant and when the tokens are used later.
 */
@ExtendWith(Shared.class)
public class GateIT {
  private static final String MODES = "backchannel_token_delivery_modes_supported";
  private static final String PROFILES = "authorization_grant_profiles_supported";
  private static final String PUSH = "push";
  private static final List<GateParty> PEOPLES =
      List.of(GateParty.TENANT, GateParty.CLIENT, GateParty.USER);
  private static final Pattern SUBJECT_TOKEN_TYPE =
      Pattern.compile("\\| `" + LaterGrants.TYPES + "(\\w+)` \\|");

  private static Server server;
  private static Site site;
  private static JsonNode metadata;

  @BeforeAll
  public static void start(Server shared, Site sharedSite) throws IOException {
    server = shared;
    site = sharedSite;
    metadata =
        Tenant.create(server).admin().get("/.well-known/openid-configuration").expect(200).body();
  }

  @Test
  public void everyGrantOfTheServerIsTried() {
    Set<String> untried = texts(metadata.path("grant_types_supported"));
    assertTrue(untried.contains("authorization_code"), untried.toString());
    GrantTrial.ALL.forEach(trial -> untried.remove(trial.grant()));

    assertEquals(
        Set.of(), untried, "GrantTrial.ALL needs a way to try each grant_type that the server has");
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new TreeSet<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  @Test
  public void everyKindOfTokenThatIsExchangedIsTried() throws IOException {
    String page = Files.readString(Server.PROJECT.resolve("docs/reference/token-exchange.md"));
    Set<String> types =
        SUBJECT_TOKEN_TYPE
            .matcher(page)
            .results()
            .map(type -> type.group(1))
            .collect(Collectors.toSet());

    assertTrue(types.size() > 2, types.toString());
    assertEquals(types, triedBy(LaterGrants.TOKEN_EXCHANGE));
  }

  /** That tokens are pushed is tried by {@link #pushesNothingOfWhoeverIsSwitchedOff}. */
  @Test
  public void everyWayToTellAClientAndEveryProfileIsTried() {
    Set<String> modes = texts(metadata.path(MODES));
    assertTrue(modes.remove(PUSH), modes.toString());
    Set<String> profiles =
        texts(metadata.path(PROFILES)).stream()
            .map(profile -> profile.replaceFirst(".*:", ""))
            .collect(Collectors.toSet());
    profiles.add("");

    assertEquals(modes, triedBy(LaterGrants.CIBA));
    assertEquals(profiles, triedBy(LaterGrants.JWT_BEARER));
  }

  private static Set<String> triedBy(String grant) {
    return GrantTrial.ALL.stream()
        .filter(trial -> trial.grant().equals(grant))
        .map(GrantTrial::by)
        .collect(Collectors.toSet());
  }

  /**
   * Disabled parties receive nothing. The name of a test with several parties contains its seed.
   */
  @TestFactory
  public Stream<DynamicTest> givesNothingToWhoeverIsSwitchedOff() {
    Set<String> installed = texts(metadata.path("grant_types_supported"));
    long seed = System.nanoTime();
    return GrantTrial.ALL.stream()
        .filter(trial -> installed.contains(trial.grant()))
        .flatMap(trial -> tests(trial, seed));
  }

  private static Stream<DynamicTest> tests(GrantTrial trial, long seed) {
    var tried = new LazyTrial(trial);
    return Stream.of(
            Stream.of(test(trial, "everybody", () -> tried.get().triesEverybodyWhoTakesPart())),
            trial.parties().stream()
                .map(
                    party -> test(trial, party + "", () -> tried.get().givesNothingWithout(party))),
            Stream.of(
                test(
                    trial,
                    "several, by seed " + seed,
                    () -> tried.get().givesNothingUntilEverybodyIsBack(new Random(seed)))))
        .flatMap(tests -> tests);
  }

  private static DynamicTest test(GrantTrial trial, String who, Executable test) {
    return DynamicTest.dynamicTest(trial + ": " + who, test);
  }

  /** An approval is ignored while a party is disabled and accepted afterwards. */
  @TestFactory
  public Stream<DynamicTest> pushesNothingOfWhoeverIsSwitchedOff() {
    return PEOPLES.stream()
        .map(party -> DynamicTest.dynamicTest(party + "", () -> pushesNothing(party)));
  }

  private static void pushesNothing(GateParty party) throws Exception {
    Scene scene = Scene.set(server, site);
    String path = LaterGrants.tells(scene, PUSH);
    LaterGrants.ask(scene.app(), scene.person(), LaterGrants.NOTIFICATION);
    Browser page = LaterGrants.look(scene.signedIn());

    party.turn(scene, false);

    page.submitOnly("decision", "allow");
    assertNotEquals(200, page.status(), page.text());

    party.turn(scene, true);

    LaterGrants.look(scene.signedIn()).submit("decision", "deny");
    JsonNode first = Api.JSON.readTree(site.posted(path));
    assertEquals("access_denied", first.path("error").asText(), "nothing was told before");
    LaterGrants.ask(scene.app(), scene.person(), LaterGrants.NOTIFICATION);
    LaterGrants.allow(scene.signedIn());
    JsonNode pushed = Api.JSON.readTree(site.posted(path));
    assertTrue(active(scene, pushed), pushed.toString());
  }

  private static boolean active(Scene scene, JsonNode tokens) {
    return scene
        .gateway()
        .introspect(tokens.path("access_token").asText())
        .body()
        .path("active")
        .asBoolean();
  }

  /** A grant for another server and a transaction token are not accepted at this server. */
  @TestFactory
  public Stream<DynamicTest> issuesNothingForElsewhereToWhoeverIsSwitchedOff() {
    return Stream.of(
        DynamicTest.dynamicTest(
            "id-jag",
            () -> {
              String other = "https://other.example.com";
              Scene scene = set("id-jag", Map.of("audiences", List.of(other)));
              issuesNothing(scene, "id-jag", "id_token", other);
            }),
        DynamicTest.dynamicTest(
            "txn_token",
            () -> {
              String domain = "trust.example.com";
              Scene scene = set("txn-tokens", Map.of("trust_domain", domain));
              issuesNothing(scene, "txn_token", "access_token", domain);
            }));
  }

  private static Scene set(String section, Map<String, Object> settings) throws IOException {
    Scene scene = Scene.set(server, site);
    scene.tenant().admin().patch("/admin/settings/" + section, settings).expect(200);
    return scene;
  }

  private static void issuesNothing(Scene scene, String type, String subject, String audience)
      throws IOException {
    for (GateParty party : PEOPLES) {
      JsonNode tokens = scene.signedIn().tokens(scene.app());
      Map<String, String> request =
          Map.of(
              "grant_type",
              LaterGrants.TOKEN_EXCHANGE,
              "requested_token_type",
              LaterGrants.TYPES + type,
              "subject_token",
              tokens.path(subject).asText(),
              "subject_token_type",
              LaterGrants.TYPES + subject,
              "audience",
              audience,
              "scope",
              "openid");
      scene.app().token(request).expect(200);

      party.turn(scene, false);
      GateTrial.assertRefused(scene.app().token(request));
      party.turn(scene, true);
    }
  }

  /** One scene for the tests of a trial, set when the first of them runs. */
  private static final class LazyTrial {
    private final GrantTrial trial;
    private GateTrial set;

    LazyTrial(GrantTrial trial) {
      this.trial = trial;
    }

    GateTrial get() throws IOException {
      if (set == null) {
        set = GateTrial.of(trial, server, site);
      }
      return set;
    }
  }
}
