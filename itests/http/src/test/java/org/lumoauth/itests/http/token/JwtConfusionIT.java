/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.UnverifiedJwt;

/** Each kind of JWT is accepted only where it belongs (RFC 8725 section 3.11). */
@ExtendWith(DefaultServerExtension.class)
class JwtConfusionIT {
  private static final Pattern TYPE = Pattern.compile("\"([a-z0-9-]+\\+jwt)\"");

  /** What only those have that verify a JWT, whoever signed it. */
  private static final Pattern VERIFIES =
      Pattern.compile(
          "^import .*\\.InvalidSignatureException;|^  private final ForeignJwtVerifier "
              + "|implements .*ForeignJwtVerifier",
          Pattern.MULTILINE);

  /** The places of AAuth, by the class that verifies what is shown there. */
  private static final Map<String, Set<String>> BY_AAUTH =
      Map.of(
          "AAuthSignedTokenService",
          Set.of(
              "agent token of a signature",
              "resource token of a request",
              "auth token that a resource asks about",
              "resource token that a resource asks about",
              "subject token of a platform token",
              "auth token of an exchange"),
          "AAuthJwtService",
          Set.of(
              "agent token of a signature, as drafted",
              "resource token for a person server",
              "presented token for a person server",
              "agent token for an access server",
              "presented token for an access server",
              "resource token for an access server"));

  /** What verifies for the others, and has no place of its own. */
  private static final Set<String> FOR_OTHERS =
      Set.of(
          "DefaultForeignJwtVerifier",
          "DefaultSigningKeyService",
          "JwsVerificationKey",
          "SpiffeJwtClientAuthenticator");

  /** It takes no token: it looks at the signatures of a document (CardVerifierTest). */
  private static final String CARDS = "AgentCardVerifier";

  /** The places at which a class of the server verifies what is shown there. */
  private static final Map<String, Set<String>> READERS =
      Map.ofEntries(
          Map.entry(
              "TrustedIssuerAssertionVerifier",
              Set.of("assertion as a grant", "subject_token as jwt")),
          Map.entry("DenialBindingTokenService", Set.of("binding token of an access request")),
          Map.entry("ClientAssertionVerifier", Set.of("client assertion")),
          Map.entry("DpopProofValidator", Set.of("DPoP proof", "DPoP proof at a resource")),
          Map.entry("OidcIdTokenValidator", Set.of("ID token that an upstream provider gives")),
          Map.entry(
              "JwtWorkloadTokenVerifier",
              Set.of("attestation of a workload", "subject_token of a platform")),
          Map.entry(
              "AccessTokenJwtVerifier",
              Set.of(
                  "bearer token at userinfo",
                  "bearer token at the API",
                  "initial access token",
                  "introspection",
                  "subject_token as access_token",
                  "actor_token as access_token")),
          Map.entry(
              "LoginHintTokenVerifier", Set.of("login_hint_token of backchannel authentication")),
          Map.entry(
              "IssuedIdTokenHintReader",
              Set.of(
                  "hint at the authorization endpoint",
                  "hint at logout",
                  "subject_token as id_token",
                  "id_token_hint of backchannel authentication")),
          Map.entry("RequestObjectVerifier", Set.of("pushed request object", "request object")),
          Map.entry(
              "BackchannelRequestSourceResolver", Set.of("request of backchannel authentication")),
          Map.entry(
              "JwtSvidVerifier",
              Set.of("JWT-SVID as a client assertion", "attestation of a workload")));

  private static JwtKindSamples kinds;

  @BeforeAll
  static void start(TestServer server, StubSite site) throws Exception {
    kinds = new JwtKindSamples(server, site, TestTenant.create(server));
  }

  @Test
  void coversEachJwtType() throws IOException {
    requireAauth();
    Set<String> types = new TreeSet<>();
    for (String source : sources().values()) {
      TYPE.matcher(source).results().forEach(type -> types.add(type.group(1)));
    }
    assertTrue(types.contains("at+jwt"), types.toString());
    kinds.all().values().forEach(jwt -> types.remove(type(jwt)));

    assertEquals(Set.of(), types, "JwtKinds needs one of each typ that the server knows");
  }

  private static void requireAauth() {
    assumeTrue(!kinds.agents().kinds().isEmpty(), "node is not installed: AAuth was not tried.");
  }

  private static String type(Supplier<String> jwt) {
    return UnverifiedJwt.header(jwt.get()).path("typ").asText().toLowerCase(Locale.ROOT);
  }

  /** A class that verifies JWTs and is not here yet brings another place. */
  @Test
  void coversEachJwtVerifier() throws IOException {
    Set<String> known = new TreeSet<>(READERS.keySet());
    known.addAll(BY_AAUTH.keySet());
    known.addAll(FOR_OTHERS);
    known.add(CARDS);
    Set<String> found =
        sources().entrySet().stream()
            .filter(source -> VERIFIES.matcher(source.getValue()).find())
            .map(source -> source.getKey().getFileName().toString().replace(".java", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> untried =
        READERS.values().stream()
            .flatMap(Set::stream)
            .collect(Collectors.toCollection(TreeSet::new));
    JwtLocation.all(kinds).forEach(place -> untried.remove(place.name()));

    assertEquals(known, found);
    assertEquals(Set.of(), untried, "JwtPlace.all needs each");
  }

  /** The text of what is shipped, by its file. */
  private static Map<Path, String> sources() throws IOException {
    Map<Path, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(TestServer.PROJECT.resolve("bundles"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        if (file.toString().contains("/src/main/") && !file.toString().contains("testkit")) {
          sources.put(file, Files.readString(file));
        }
      }
    }
    return sources;
  }

  @TestFactory
  Stream<DynamicTest> acceptsEachJwtKindOnlyAtItsLocations() {
    return JwtLocation.all(kinds).stream()
        .flatMap(
            place ->
                kinds.all().keySet().stream()
                    .map(
                        kind ->
                            DynamicTest.dynamicTest(
                                kind + " as " + place, () -> tried(kind, place))));
  }

  private static void tried(String kind, JwtLocation place) {
    Supplier<String> jwt = place.instead().getOrDefault(kind, kinds.all().get(kind));
    ApiClient.Answer answer = place.show().apply(jwt.get());
    boolean own = place.own().contains(kind);

    assertTrue((own ? place.taken() : place.refused()).test(answer), () -> describe(answer));
  }

  private static String describe(ApiClient.Answer answer) {
    return answer + " " + answer.response().headers().map();
  }

  @TestFactory
  Stream<DynamicTest> acceptsEachJwtKindOnlyAtItsAAuthLocations() {
    requireAauth();
    return kinds.agents().places().entrySet().stream()
        .flatMap(
            place ->
                place.getValue().told().entrySet().stream()
                    .map(
                        told ->
                            DynamicTest.dynamicTest(
                                told.getKey() + " as " + place.getKey(),
                                () -> told(place.getValue(), told.getKey()))));
  }

  @Test
  void coversEachAAuthLocation() {
    requireAauth();
    Set<String> places = new TreeSet<>();
    BY_AAUTH.values().forEach(places::addAll);

    assertEquals(places, new TreeSet<>(kinds.agents().places().keySet()), "kinds.mjs needs each");
    kinds
        .agents()
        .places()
        .forEach((name, place) -> assertFalse(place.own().isEmpty(), name + " takes nothing"));
  }

  private static void told(AAuthTokenLocations.AAuthTokenLocation place, String kind) {
    String told = place.told().get(kind);
    String expected = place.own().contains(kind) ? AAuthTokenLocations.TAKEN : place.refusal();

    assertTrue(told.startsWith(expected), told + ", not " + expected);
  }
}
