/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import static org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture.ACME;
import static org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture.CHALLENGE;
import static org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture.REDIRECT_URI;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.authn.Session;
import org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture;
import org.lumoauth.oauth.grant.authorizationcode.interaction.PendingAuthorizationRequestStore;
import org.lumoauth.oauth.grant.authorizationcode.interaction.RequiredInteractionResolver;
import org.lumoauth.oauth.grant.authorizationcode.interaction.UsedRequestUriStore;
import org.lumoauth.oauth.grant.authorizationcode.logo.ClientLogoService;
import org.lumoauth.oauth.grant.authorizationcode.logo.RemoteImageCache;
import org.lumoauth.oauth.grant.authorizationcode.request.AuthorizationDetailsParser;
import org.lumoauth.oauth.grant.authorizationcode.request.AuthorizationRequestReader;
import org.lumoauth.oauth.grant.authorizationcode.request.AuthorizationRequestSourceResolver;
import org.lumoauth.oauth.grant.authorizationcode.request.ClaimScopeResolver;
import org.lumoauth.oauth.grant.authorizationcode.request.ClientSecurityProfileEnforcer;
import org.lumoauth.oauth.grant.authorizationcode.request.IdTokenHintResolver;
import org.lumoauth.oauth.grant.authorizationcode.request.ResourceIndicatorPolicy;
import org.lumoauth.oauth.grant.authorizationcode.response.AuthorizationResponseContributorRegistry;
import org.lumoauth.oauth.grant.authorizationcode.response.ResponseModeRegistry;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.builder.ClientBuilder;
import org.lumoauth.testkit.builder.UserBuilder;
import org.lumoauth.testkit.fake.user.FakeSessionService;

/** The endpoints on fakes, and a browser. */
final class AuthorizationEndpointFixture {

  final AuthorizationCodeFixture world = new AuthorizationCodeFixture();
  final AuthorizationEndpoint authorize;
  final AuthorizationResumeEndpoint resume;
  final ConsentDecisionEndpoint consent;
  final OrganizationSelectionEndpoint organization;
  private final Map<String, String> cookies = new HashMap<>();

  AuthorizationEndpointFixture() {
    var modes = new ResponseModeRegistry(world.registry);
    var details = details();
    var hints = new IdTokenHintResolver();
    var claimScopes = new ClaimScopeResolver(world.registry);
    var pendings = new PendingAuthorizationRequestStore(world.store, world.vault);
    var answered = new UsedRequestUriStore(world.store);
    var answers = new AuthorizationResponder(modes, world.pages, world.sessions, world.consents);
    var marks = new BrowserBindingCookie(world.vault);
    var steps =
        new RequiredInteractionResolver(
            world.signIn, world.consents, hints, claimScopes, world.registry);
    var terms = new ConsentDurationPolicy(world.grants, world.consents, world.clock);
    var page =
        new ConsentPageFactory(
            world.sessions,
            world.consents,
            world.users,
            details,
            terms,
            new ClientLogoService(new RemoteImageCache()),
            claimScopes);
    var conversation =
        new AuthorizationFlow(
            steps,
            pendings,
            world.sessions,
            world.signIn,
            marks,
            page,
            new AuthorizationCodeIssuer(
                world.identifiers, world.grants, world.codes, world.audit, claimScopes),
            new AuthorizationResponseContributorRegistry(world.registry),
            answers,
            answered);
    var resources = new ResourceIndicatorPolicy(world.registry);
    var reader =
        new AuthorizationRequestReader(
            world.settings,
            modes,
            details,
            hints,
            new ClientSecurityProfileEnforcer(world.registry),
            resources,
            world.signIn,
            claimScopes);
    var kept = new PendingRequestLoader(pendings, world.clients, resources, answered);
    var endings = new ResumableRequestLoader(kept, conversation, answers);
    authorize =
        new AuthorizationEndpoint(
            world.clients,
            new AuthorizationRequestSourceResolver(world.registry),
            reader,
            modes,
            pendings,
            conversation,
            answers,
            new AuthorizationRequestRedirectorRegistry(world.registry),
            answered,
            world.clock);
    organization = new OrganizationSelectionEndpoint(kept);
    resume = new AuthorizationResumeEndpoint(kept, endings, pendings, marks, conversation, answers);
    consent =
        new ConsentDecisionEndpoint(
            kept,
            endings,
            marks,
            world.sessions,
            steps,
            world.consents,
            conversation,
            world.audit,
            answers,
            claimScopes);
  }

  private AuthorizationDetailsParser details() {
    return new AuthorizationDetailsParser(world.registry);
  }

  /** Somebody signs in, in this browser. */
  Session signIn() {
    Session session = world.sessions.of(ACME, UserBuilder.ID);
    cookies.put(FakeSessionService.COOKIE, session.id());
    return session;
  }

  /** The browser is another one from here on. */
  void changeBrowser() {
    cookies.clear();
  }

  /** A valid request, to be changed by a test. */
  static Map<String, String> request() {
    Map<String, String> request = new HashMap<>();
    request.put("client_id", ClientBuilder.ID);
    request.put("redirect_uri", REDIRECT_URI);
    request.put("response_type", "code");
    request.put("scope", "openid email");
    request.put("state", "st");
    request.put("code_challenge", CHALLENGE);
    request.put("code_challenge_method", "S256");
    return request;
  }

  /** A valid request with one parameter changed, or taken out. */
  static Map<String, String> request(String name, String value) {
    Map<String, String> request = request();
    if (value == null) {
      request.remove(name);
    } else {
      request.put(name, value);
    }
    return request;
  }

  FakeHttpExchange get(Map<String, String> parameters) {
    return send(authorize, FakeHttpExchange.get(ACME, AuthorizationEndpoint.PATH), parameters);
  }

  FakeHttpExchange post(Map<String, String> parameters) {
    return send(authorize, FakeHttpExchange.form(ACME, AuthorizationEndpoint.PATH), parameters);
  }

  FakeHttpExchange resume(String ticket) {
    return resume(Map.of("ticket", ticket));
  }

  FakeHttpExchange resume(Map<String, String> parameters) {
    return send(resume, FakeHttpExchange.get(ACME, ResumeUrlBuilder.PATH), parameters);
  }

  FakeHttpExchange consent(Map<String, String> form) {
    return send(
        consent, FakeHttpExchange.form(ACME, AuthorizationEndpoint.PATH + "/consent"), form);
  }

  /** What the form on the consent page sends. */
  Map<String, String> form(String decision) {
    Map<String, String> form = new HashMap<>();
    ((Map<?, ?>) world.pages.last().model().get("hidden"))
        .forEach((name, value) -> form.put((String) name, (String) value));
    form.put("decision", decision);
    return form;
  }

  /** The ticket with which the last sign-in comes back. */
  String ticket() {
    return parameters(world.signIn.last().returnTo()).get("ticket");
  }

  FakeHttpExchange send(
      HttpHandler endpoint, FakeHttpExchange exchange, Map<String, String> parameters) {
    FakeHttpExchange sent = exchange;
    for (var parameter : parameters.entrySet()) {
      sent = sent.withParameter(parameter.getKey(), parameter.getValue());
    }
    if (!cookies.isEmpty()) {
      StringBuilder header = new StringBuilder();
      cookies.forEach((name, value) -> header.append(name).append('=').append(value).append("; "));
      sent = sent.withHeader("cookie", header.toString());
    }
    try {
      endpoint.handle(sent);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sent.responseHeaders("Set-Cookie")
        .forEach(
            cookie -> {
              String pair = cookie.split(";")[0];
              cookies.put(
                  pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            });
    return sent;
  }

  /** The parameters of a response that came by a redirection. */
  static Map<String, String> parameters(String location) {
    Map<String, String> parameters = new HashMap<>();
    URI uri = URI.create(location);
    String text = uri.getRawQuery() == null ? uri.getRawFragment() : uri.getRawQuery();
    QueryStringParser.parse(text).forEach((name, values) -> parameters.put(name, values.get(0)));
    return parameters;
  }

  static String code(FakeHttpExchange exchange) {
    return parameters(exchange.location()).get("code");
  }

  static String error(FakeHttpExchange exchange) {
    return parameters(exchange.location()).get("error");
  }

  static List<String> shown(AuthorizationCodeFixture world) {
    return List.of(
        world.pages.last().template(), String.valueOf(world.pages.last().model().get("code")));
  }
}
