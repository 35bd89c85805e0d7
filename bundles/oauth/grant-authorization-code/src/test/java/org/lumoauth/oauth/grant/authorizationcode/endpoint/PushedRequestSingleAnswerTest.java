/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture.ACME;
import static org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture.REDIRECT_URI;
import static org.lumoauth.oauth.grant.authorizationcode.endpoint.AuthorizationEndpointFixture.code;
import static org.lumoauth.oauth.grant.authorizationcode.endpoint.AuthorizationEndpointFixture.parameters;
import static org.lumoauth.oauth.grant.authorizationcode.endpoint.AuthorizationEndpointFixture.request;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.authorization.AuthorizationRequestSource;
import org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.builder.ClientBuilder;
import org.lumoauth.testkit.builder.UserBuilder;

/** A pushed request is answered once, and its page may be loaded again until then. */
class PushedRequestSingleAnswerTest {
  private static final String REFERENCE = "urn:ietf:params:oauth:request_uri:x";

  private final AuthorizationEndpointFixture browser = new AuthorizationEndpointFixture();
  private final AuthorizationCodeFixture world = browser.world;

  @BeforeEach
  void pushed() {
    AuthorizationRequestSource pushed =
        (tenant, client, parameters) ->
            Optional.of(
                request().entrySet().stream()
                    .collect(
                        Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))));
    world.registry.with(AuthorizationRequestSource.class, "par", pushed);
    browser.signIn();
  }

  @Test
  void allowsReloadUntilRequestIsAnswered() {
    browser.get(request("request_uri", REFERENCE));

    FakeHttpExchange again = browser.get(request("request_uri", REFERENCE));

    assertEquals(200, again.status());
    assertNotNull(code(browser.consent(browser.form("allow"))));
  }

  @Test
  void rejectsAnsweredRequestUri() {
    browser.get(request("request_uri", REFERENCE));
    browser.consent(browser.form("deny"));

    FakeHttpExchange again = browser.get(request("request_uri", REFERENCE));

    assertEquals("invalid_request_uri", parameters(again.location()).get("error"));
    assertEquals(
        "The request_uri was already used. Push the request again.",
        parameters(again.location()).get("error_description"));
    assertEquals(REDIRECT_URI, again.location().split("\\?")[0]);
  }

  @Test
  void acceptsOnlyFirstOfTwoAnswers() {
    browser.get(request("request_uri", REFERENCE));
    Map<String, String> first = browser.form("allow");
    browser.get(request("request_uri", REFERENCE));
    Map<String, String> second = browser.form("allow");
    browser.consent(first);

    FakeHttpExchange answer = browser.consent(second);

    assertEquals(400, answer.status());
    assertNull(answer.location());
    assertEquals("session_expired", world.pages.last().model().get("code"));
  }

  @Test
  void storesNoConsentForSecondAnswer() {
    browser.get(request("request_uri", REFERENCE));
    Map<String, String> first = browser.form("deny");
    browser.get(request("request_uri", REFERENCE));
    Map<String, String> second = browser.form("allow");
    browser.consent(first);

    browser.consent(second);

    assertEquals(
        Optional.empty(),
        world.consents.find(
            ACME, new SubjectRef(SubjectRef.USER, UserBuilder.ID), ClientBuilder.ID));
  }

  @Test
  void rejectsRequestUriAnsweredWithoutConsentPage() {
    world.clients.with(ACME, AuthorizationCodeFixture.firstParty());
    assertNotNull(code(browser.get(request("request_uri", REFERENCE))));

    FakeHttpExchange again = browser.get(request("request_uri", REFERENCE));

    assertEquals("invalid_request_uri", parameters(again.location()).get("error"));
  }
}
