/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.itests.http.fixture.AssertionGrantSteps;
import org.lumoauth.itests.http.fixture.GrantTestCase;
import org.lumoauth.itests.http.fixture.GrantTestCase.GrantTestScene;
import org.lumoauth.itests.http.fixture.TokenParty;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/**
 * Disabled parties receive no tokens. Covers each grant of the running server with each party
 * disabled, alone and combined, at the grant and when the tokens are used later.
 */
@ExtendWith(DefaultServerExtension.class)
public class DisabledPartyIT {
  private static final String MODES = "backchannel_token_delivery_modes_supported";
  private static final String PROFILES = "authorization_grant_profiles_supported";
  private static final String PUSH = "push";
  private static final List<TokenParty> PEOPLES =
      List.of(TokenParty.TENANT, TokenParty.CLIENT, TokenParty.USER);
  private static final Pattern SUBJECT_TOKEN_TYPE =
      Pattern.compile("\\| `" + AssertionGrantSteps.TYPES + "(\\w+)` \\|");

  private static TestServer server;
  private static StubSite site;
  private static JsonNode metadata;

  @BeforeAll
  public static void start(TestServer shared, StubSite sharedSite) throws IOException {
    server = shared;
    site = sharedSite;
    metadata =
        TestTenant.create(server)
            .admin()
            .get("/.well-known/openid-configuration")
            .expect(200)
            .body();
  }

  @Test
  public void coversEachGrantType() {
    Set<String> untried = texts(metadata.path("grant_types_supported"));
    assertTrue(untried.contains("authorization_code"), untried.toString());
    GrantTestCase.ALL.forEach(trial -> untried.remove(trial.grant()));

    assertEquals(
        Set.of(), untried, "GrantTrial.ALL needs a way to try each grant_type that the server has");
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new TreeSet<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  @Test
  public void coversEachExchangeTokenType() throws IOException {
    String page = Files.readString(TestServer.PROJECT.resolve("docs/reference/token-exchange.md"));
    Set<String> types =
        SUBJECT_TOKEN_TYPE
            .matcher(page)
            .results()
            .map(type -> type.group(1))
            .collect(Collectors.toSet());

    assertTrue(types.size() > 2, types.toString());
    assertEquals(types, triedBy(AssertionGrantSteps.TOKEN_EXCHANGE));
  }

  /** That tokens are pushed is tried by {@link #pushesNoTokensOfDisabledParties}. */
  @Test
  public void coversEachDeliveryModeAndProfile() {
    Set<String> modes = texts(metadata.path(MODES));
    assertTrue(modes.remove(PUSH), modes.toString());
    Set<String> profiles =
        texts(metadata.path(PROFILES)).stream()
            .map(profile -> profile.replaceFirst(".*:", ""))
            .collect(Collectors.toSet());
    profiles.add("");

    assertEquals(modes, triedBy(AssertionGrantSteps.CIBA));
    assertEquals(profiles, triedBy(AssertionGrantSteps.JWT_BEARER));
  }

  private static Set<String> triedBy(String grant) {
    return GrantTestCase.ALL.stream()
        .filter(trial -> trial.grant().equals(grant))
        .map(GrantTestCase::by)
        .collect(Collectors.toSet());
  }

  /**
   * Disabled parties receive nothing. The name of a test with several parties contains its seed.
   */
  @TestFactory
  public Stream<DynamicTest> refusesTokensOfDisabledParties() {
    Set<String> installed = texts(metadata.path("grant_types_supported"));
    long seed = System.nanoTime();
    return GrantTestCase.ALL.stream()
        .filter(trial -> installed.contains(trial.grant()))
        .flatMap(trial -> tests(trial, seed));
  }

  private static Stream<DynamicTest> tests(GrantTestCase trial, long seed) {
    var tried = new LazyTrial(trial);
    return Stream.of(
            Stream.of(test(trial, "everybody", () -> tried.get().coversEachParty())),
            trial.parties().stream()
                .map(
                    party -> test(trial, party + "", () -> tried.get().refuseWhileDisabled(party))),
            Stream.of(
                test(
                    trial,
                    "several, by seed " + seed,
                    () -> tried.get().refuseUntilAllEnabled(new Random(seed)))))
        .flatMap(tests -> tests);
  }

  private static DynamicTest test(GrantTestCase trial, String who, Executable test) {
    return DynamicTest.dynamicTest(trial + ": " + who, test);
  }

  /** An approval is ignored while a party is disabled and accepted afterwards. */
  @TestFactory
  public Stream<DynamicTest> pushesNoTokensOfDisabledParties() {
    return PEOPLES.stream()
        .map(party -> DynamicTest.dynamicTest(party + "", () -> pushesNothing(party)));
  }

  private static void pushesNothing(TokenParty party) throws Exception {
    GrantTestScene scene = GrantTestScene.create(server, site);
    String path = AssertionGrantSteps.registerNotificationEndpoint(scene, PUSH);
    AssertionGrantSteps.ask(scene.app(), scene.person(), AssertionGrantSteps.NOTIFICATION);
    TestBrowser page = AssertionGrantSteps.openApprovalPage(scene.signInPerson());

    party.setEnabled(scene, false);

    page.submitOnly("decision", "allow");
    assertNotEquals(200, page.status(), page.text());

    party.setEnabled(scene, true);

    AssertionGrantSteps.openApprovalPage(scene.signInPerson()).submit("decision", "deny");
    JsonNode first = ApiClient.JSON.readTree(site.posted(path));
    assertEquals("access_denied", first.path("error").asText(), "nothing was told before");
    AssertionGrantSteps.ask(scene.app(), scene.person(), AssertionGrantSteps.NOTIFICATION);
    AssertionGrantSteps.allow(scene.signInPerson());
    JsonNode pushed = ApiClient.JSON.readTree(site.posted(path));
    assertTrue(active(scene, pushed), pushed.toString());
  }

  private static boolean active(GrantTestScene scene, JsonNode tokens) {
    return scene
        .gateway()
        .introspect(tokens.path("access_token").asText())
        .body()
        .path("active")
        .asBoolean();
  }

  /** A grant for another server and a transaction token are not accepted at this server. */
  @TestFactory
  public Stream<DynamicTest> issuesNoCrossServerTokensToDisabledParties() {
    return Stream.of(
        DynamicTest.dynamicTest(
            "id-jag",
            () -> {
              String other = "https://other.example.com";
              GrantTestScene scene = set("id-jag", Map.of("audiences", List.of(other)));
              issuesNothing(scene, "id-jag", "id_token", other);
            }),
        DynamicTest.dynamicTest(
            "txn_token",
            () -> {
              String domain = "trust.example.com";
              GrantTestScene scene = set("txn-tokens", Map.of("trust_domain", domain));
              issuesNothing(scene, "txn_token", "access_token", domain);
            }));
  }

  private static GrantTestScene set(String section, Map<String, Object> settings)
      throws IOException {
    GrantTestScene scene = GrantTestScene.create(server, site);
    scene.tenant().admin().patch("/admin/settings/" + section, settings).expect(200);
    return scene;
  }

  private static void issuesNothing(
      GrantTestScene scene, String type, String subject, String audience) throws IOException {
    for (TokenParty party : PEOPLES) {
      JsonNode tokens = scene.signInPerson().tokens(scene.app());
      Map<String, String> request =
          Map.of(
              "grant_type",
              AssertionGrantSteps.TOKEN_EXCHANGE,
              "requested_token_type",
              AssertionGrantSteps.TYPES + type,
              "subject_token",
              tokens.path(subject).asText(),
              "subject_token_type",
              AssertionGrantSteps.TYPES + subject,
              "audience",
              audience,
              "scope",
              "openid");
      scene.app().token(request).expect(200);

      party.setEnabled(scene, false);
      DisabledPartyTrial.assertRefused(scene.app().token(request));
      party.setEnabled(scene, true);
    }
  }

  /** One scene for the tests of a trial, set when the first of them runs. */
  private static final class LazyTrial {
    private final GrantTestCase trial;
    private DisabledPartyTrial set;

    LazyTrial(GrantTestCase trial) {
      this.trial = trial;
    }

    DisabledPartyTrial get() throws IOException {
      if (set == null) {
        set = DisabledPartyTrial.of(trial, server, site);
      }
      return set;
    }
  }
}
