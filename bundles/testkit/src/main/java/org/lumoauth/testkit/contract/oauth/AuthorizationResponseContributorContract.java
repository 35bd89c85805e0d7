/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.authorization.AuthorizationResponseContributor;
import org.lumoauth.api.oauth.authorization.AuthorizationResponseContributor.AuthorizationResponseAddition;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.AuthorizationRequestBuilder;
import org.lumoauth.testkit.contract.ConcurrencyAssertions;
import org.lumoauth.testkit.contract.HostileIdentifiers;
import org.lumoauth.testkit.contract.TenantUrlAssertions;

/** The contract of every {@link AuthorizationResponseContributor}. */
public abstract class AuthorizationResponseContributorContract {

  /** Parameters that the server itself sets (RFC 6749 section 4.1.2, RFC 9207, JARM). */
  private static final Set<String> RESERVED =
      Set.of(
          ("code state iss error error_description error_uri access_token token_type expires_in"
                  + " scope id_token response")
              .split(" "));

  /** RFC 6265 section 4.1.1, without an attribute with which another site could set it. */
  private static final String COOKIE =
      "[!#-'*+.0-9A-Z^-z|~-]+=[!#-+\\--:<-\\[\\]-~]*(; [\\x20-\\x3A\\x3C-\\x7E]+)*";

  /** Returns the provider under test. */
  protected abstract AuthorizationResponseContributor contributor();

  /** Returns a tenant. */
  protected abstract TenantContext tenant();

  /** Returns a request with contributions to its response. */
  protected abstract AuthorizationRequestBuilder request();

  @Test
  void addsParametersToResponse() {
    assertFalse(added(request().build()).parameters().isEmpty());
  }

  @Test
  void addsNoParameterThatTheServerSets() {
    var names = added(request().build()).parameters().keySet();

    assertTrue(Collections.disjoint(names, RESERVED), names.toString());
  }

  @Test
  void usesParameterSyntaxOfRfc6749() {
    added(request().build())
        .parameters()
        .forEach(
            (name, value) -> {
              assertTrue(name.matches("[-._0-9A-Za-z]+"), name);
              assertTrue(value.matches("[\\x20-\\x7E]+"), name);
            });
  }

  @Test
  void writesWellFormedCookies() {
    for (String text : HostileIdentifiers.identifiers()) {
      var addition = added(request().withText(text).build());

      addition.cookies().forEach(cookie -> assertTrue(cookie.matches(COOKIE), cookie));
    }
  }

  @Test
  void limitsCookiesToPathsOfTheTenant() {
    var path = URI.create(TenantUrlAssertions.base(tenant())).getPath();
    for (String cookie : added(request().build()).cookies()) {
      assertTrue((cookie + ";").contains("; Path=" + path), cookie);
      assertFalse(cookie.matches("(?i).*; *domain *=.*"), cookie);
      assertTrue(cookie.matches(".*; Secure(;.*|)") || tenant().issuer().startsWith("http:"));
    }
  }

  @Test
  void omitsPersonalDataInClearText() {
    var addition = added(request().build()).toString();

    for (String known : List.of("contract-person", "198.51.100.7", "contract-browser")) {
      assertFalse(addition.contains(known), addition);
    }
  }

  @Test
  void acceptsEachRegisteredRedirectUri() {
    for (String uri : SampleRedirectUris.ALL) {
      assertFalse(added(request().to(uri).build()).parameters().isEmpty(), uri);
    }
  }

  @Test
  void returnsEqualResultsToConcurrentThreads() {
    var request = request().build();
    ConcurrencyAssertions.assertSameFromManyThreads(
        added(request).parameters().keySet(), () -> added(request).parameters().keySet());
  }

  private AuthorizationResponseAddition added(AuthorizationRequest request) {
    return contributor().add(tenant(), request, session());
  }

  private static Session session() {
    var now = Instant.now();
    return new Session(
        "ses_contract",
        new SubjectRef(SubjectRef.USER, "contract-person"),
        now,
        Set.of("pwd"),
        "1",
        now,
        now,
        now.plusSeconds(60),
        false,
        "198.51.100.7",
        Optional.of("contract-browser"));
  }
}
