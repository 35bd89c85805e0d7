package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import static org.lumoauth.oauth.grant.authorizationcode.World.ACME;
import static org.lumoauth.oauth.grant.authorizationcode.World.CHALLENGE;
import static org.lumoauth.oauth.grant.authorizationcode.World.REDIRECT_URI;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.authn.Session;
import org.lumoauth.oauth.grant.authorizationcode.World;
import org.lumoauth.oauth.grant.authorizationcode.interaction.AnsweredReferences;
import org.lumoauth.oauth.grant.authorizationcode.interaction.PendingRequests;
import org.lumoauth.oauth.grant.authorizationcode.interaction.PersonalScopes;
import org.lumoauth.oauth.grant.authorizationcode.interaction.Steps;
import org.lumoauth.oauth.grant.authorizationcode.logo.ClientLogos;
import org.lumoauth.oauth.grant.authorizationcode.logo.FetchedPictures;
import org.lumoauth.oauth.grant.authorizationcode.request.ClaimScopes;
import org.lumoauth.oauth.grant.authorizationcode.request.Hints;
import org.lumoauth.oauth.grant.authorizationcode.request.Profiles;
import org.lumoauth.oauth.grant.authorizationcode.request.RequestReader;
import org.lumoauth.oauth.grant.authorizationcode.request.RequestedDetails;
import org.lumoauth.oauth.grant.authorizationcode.request.Resources;
import org.lumoauth.oauth.grant.authorizationcode.request.Sources;
import org.lumoauth.oauth.grant.authorizationcode.response.Additions;
import org.lumoauth.oauth.grant.authorizationcode.response.ResponseModes;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.testkit.FakeExchange;
import org.lumoauth.testkit.builder.ClientBuilder;
import org.lumoauth.testkit.builder.UserBuilder;
import org.lumoauth.testkit.fake.FakeSessions;

/** The endpoints on a world of fakes, and a browser of sorts. */
final class Endpoints {

  final World world = new World();
  final AuthorizeEndpoint authorize;
  final ResumeEndpoint resume;
  final ConsentEndpoint consent;
  final OrganizationEndpoint organization;
  private final Map<String, String> cookies = new HashMap<>();

  Endpoints() {
    var modes = new ResponseModes(world.registry);
    var details = details();
    var hints = new Hints();
    var claimScopes = new ClaimScopes(world.registry);
    var pendings = new PendingRequests(world.store, world.vault);
    var answered = new AnsweredReferences(world.store);
    var answers =
        new Answers(modes, world.pages, new ErrorRedirects(world.sessions, world.consents));
    var marks = new BrowserMark(world.vault);
    var steps =
        new Steps(
            world.signIn, world.consents, hints, claimScopes, new PersonalScopes(world.registry));
    var terms = new ConsentTerms(world.grants, world.consents, world.clock);
    var page =
        new ConsentPage(
            world.sessions,
            world.consents,
            world.users,
            details,
            terms,
            new ClientLogos(new FetchedPictures()),
            claimScopes);
    var conversation =
        new Conversation(
            steps,
            pendings,
            world.sessions,
            world.signIn,
            marks,
            page,
            new Grantor(world.identifiers, world.grants, world.codes, world.audit, claimScopes),
            new Additions(world.registry),
            answers,
            answered);
    var resources = new Resources(world.registry);
    var reader =
        new RequestReader(
            world.settings,
            modes,
            details,
            hints,
            new Profiles(world.registry),
            resources,
            world.signIn,
            claimScopes);
    var kept = new Kept(pendings, world.clients, resources, answered);
    var endings = new Endings(kept, conversation, answers);
    authorize =
        new AuthorizeEndpoint(
            world.clients,
            new Sources(world.registry),
            reader,
            modes,
            pendings,
            conversation,
            answers,
            new Detours(world.registry),
            answered,
            world.clock);
    organization = new OrganizationEndpoint(kept);
    resume = new ResumeEndpoint(kept, endings, pendings, marks, conversation, answers);
    consent =
        new ConsentEndpoint(
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

  private RequestedDetails details() {
    return new RequestedDetails(world.registry);
  }

  /** Somebody signs in, in this browser. */
  Session signIn() {
    Session session = world.sessions.of(ACME, UserBuilder.ID);
    cookies.put(FakeSessions.COOKIE, session.id());
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

  FakeExchange get(Map<String, String> parameters) {
    return send(authorize, FakeExchange.get(ACME, AuthorizeEndpoint.PATH), parameters);
  }

  FakeExchange post(Map<String, String> parameters) {
    return send(authorize, FakeExchange.form(ACME, AuthorizeEndpoint.PATH), parameters);
  }

  FakeExchange resume(String ticket) {
    return resume(Map.of("ticket", ticket));
  }

  FakeExchange resume(Map<String, String> parameters) {
    return send(resume, FakeExchange.get(ACME, Resume.PATH), parameters);
  }

  FakeExchange consent(Map<String, String> form) {
    return send(consent, FakeExchange.form(ACME, AuthorizeEndpoint.PATH + "/consent"), form);
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

  FakeExchange send(HotEndpoint endpoint, FakeExchange exchange, Map<String, String> parameters) {
    FakeExchange sent = exchange;
    for (var parameter : parameters.entrySet()) {
      sent = sent.with(parameter.getKey(), parameter.getValue());
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
    QueryText.parse(text).forEach((name, values) -> parameters.put(name, values.get(0)));
    return parameters;
  }

  static String code(FakeExchange exchange) {
    return parameters(exchange.location()).get("code");
  }

  static String error(FakeExchange exchange) {
    return parameters(exchange.location()).get("error");
  }

  static List<String> shown(World world) {
    return List.of(
        world.pages.last().template(), String.valueOf(world.pages.last().model().get("code")));
  }
}
