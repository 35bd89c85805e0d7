/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.RequestedTokenTypeHandler;
import org.lumoauth.api.oauth.grant.RequestedTokenTypeHandler.RequestedTokenResult;
import org.lumoauth.api.oauth.grant.RequestedTokenTypeHandler.RequestedTokenSubject;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.contract.HostileIdentifiers;
import org.lumoauth.testkit.contract.OAuthErrorAssertions;
import org.lumoauth.testkit.contract.RequestSampleModifier;

/** The contract of every {@link RequestedTokenTypeHandler}. */
public abstract class RequestedTokenTypeHandlerContract {

  private static final OAuthErrorAssertions REFUSALS =
      OAuthErrorAssertions.withCodes("invalid_target", "invalid_scope", "invalid_request");

  /** RFC 9068 section 2.1. */
  private static final Pattern ACCESS_TOKEN =
      Pattern.compile("\"typ\"\\s*:\\s*\"(application/)?at\\+jwt\"", Pattern.CASE_INSENSITIVE);

  /** Returns the provider under test. */
  protected abstract RequestedTokenTypeHandler type();

  /** Returns the tenant of the samples. */
  protected abstract TenantContext tenant();

  /** Returns a request for which a token is issued, with every parameter that the type reads. */
  protected abstract AuthenticatedTokenRequest request();

  /** Returns the scope of the presented token, sufficient for the request. */
  protected abstract Set<String> scope();

  /** Returns requests for which no token is issued, one for each possible error. */
  protected abstract List<AuthenticatedTokenRequest> refused();

  /** Returns a possible subject of a token. */
  protected SubjectRef subject() {
    return TestBuilders.aUserRef();
  }

  @Test
  void declaresTokenTypesAsUris() {
    var types = type().subjectTypes();

    assertFalse(types.isEmpty());
    types.forEach(each -> assertTrue(URI.create(each).isAbsolute(), each));
  }

  @Test
  void issuesTokenWithSubjectAndActor() {
    var first = new SubjectRef(SubjectRef.AGENT, "agt_first");
    var current = new SubjectRef(SubjectRef.AGENT, "agt_current");
    for (List<SubjectRef> actors : List.of(List.<SubjectRef>of(), List.of(current, first))) {
      var made = type().issue(tenant(), request(), about(actors, inAnHour()));

      assertEquals(subject(), made.subject());
      assertEquals(actors, made.actors());
    }
  }

  @Test
  void expiresNoLaterThanItsSourceTokens() {
    var soon = Instant.now().plusSeconds(20);
    var made = type().issue(tenant(), request(), about(List.of(), soon));

    assertFalse(made.expiresAt().isAfter(soon), made.expiresAt() + " is after " + soon);
    assertTrue(made.expiresAt().isAfter(made.issuedAt()), made.expiresAt().toString());
  }

  @Test
  void issuesOnlyRequestedOrPermittedScopes() {
    Set<String> most = new HashSet<>(scope());
    most.addAll(request().scope());

    assertTrue(most.containsAll(make(request()).scope()));
  }

  @Test
  void issuesTokenForAnAudienceOutsideThisServer() {
    var audience = make(request()).audience();

    assertFalse(audience.isEmpty());
    audience.forEach(each -> assertFalse(each.isBlank()));
    assertFalse(audience.contains(tenant().issuer()));
  }

  @Test
  void issuesNoAccessToken() {
    var parts = make(request()).value().split("\\.");

    assertFalse(parts.length == 3 && ACCESS_TOKEN.matcher(decoded(parts[0])).find());
  }

  @Test
  void issuesUniqueTokenWithAnIdThatHidesItsValue() {
    var one = make(request());
    var other = make(request());

    assertFalse(one.id().isBlank());
    assertFalse(one.value().isBlank());
    assertNotEquals(one.id(), other.id());
    assertNotEquals(one.value(), other.value());
    assertFalse(one.id().contains(one.value()));
  }

  @Test
  void rejectsWithErrorCodesOfTokenExchange() {
    assertFalse(refused().isEmpty());
    for (AuthenticatedTokenRequest request : refused()) {
      REFUSALS.assertRefused(() -> make(request));
    }
  }

  @Test
  void acceptsAnyTextAsParameter() {
    for (String parameter : request().request().parameters().keySet()) {
      for (String text : HostileIdentifiers.identifiers()) {
        REFUSALS.callUnlessRefused(() -> make(with(parameter, text)));
      }
      REFUSALS.callUnlessRefused(() -> make(with(parameter, "a", "b")));
      REFUSALS.callUnlessRefused(() -> make(with(parameter)));
    }
  }

  private RequestedTokenResult make(AuthenticatedTokenRequest request) {
    return type().issue(tenant(), request, about(List.of(), inAnHour()));
  }

  private RequestedTokenSubject about(List<SubjectRef> actors, Instant until) {
    var presented = type().subjectTypes().iterator().next();
    return new RequestedTokenSubject(presented, subject(), actors, scope(), until, Map.of());
  }

  private static Instant inAnHour() {
    return Instant.now().plusSeconds(3600);
  }

  private AuthenticatedTokenRequest with(String parameter, String... values) {
    return RequestSampleModifier.withParameter(request(), parameter, List.of(values));
  }

  private static String decoded(String part) {
    try {
      return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return ""; // not a JWT
    }
  }
}
