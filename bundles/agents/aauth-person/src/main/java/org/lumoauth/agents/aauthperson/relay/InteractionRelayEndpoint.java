/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.relay;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.agents.aauthperson.PersonServerSettings;
import org.lumoauth.agents.aauthperson.ServerIdentifierValidator;
import org.lumoauth.agents.aauthperson.caller.AAuthCallerAuthenticator;
import org.lumoauth.agents.aauthperson.caller.AAuthErrorHandler;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemDetails;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.deferred.AgentLongPollService;
import org.lumoauth.agents.aauthperson.deferred.DeferredRequest;
import org.lumoauth.agents.aauthperson.deferred.DeferredRequestStore;
import org.lumoauth.agents.aauthperson.deferred.DeferredResponseWriter;
import org.lumoauth.agents.aauthperson.interaction.InteractionLinkDeliveryService;
import org.lumoauth.agents.aauthperson.interaction.InteractionQuestion;
import org.lumoauth.agents.aauthperson.mission.MissionLogService;
import org.lumoauth.agents.aauthperson.mission.MissionService;
import org.lumoauth.agents.aauthperson.request.AAuthRequestParameterParser;
import org.lumoauth.agents.aauthperson.request.AgentCallContext;
import org.lumoauth.agents.aauthperson.store.AgentPersonBindingStore;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Relays an agent's question, or a page of a configured server, to its person (AAuth draft, section
 * Interaction Endpoint).
 */
@ApiRequestParameters(
    members = {
      @SchemaProperty(
          value = "type",
          required = true,
          oneOf = {"interaction", "payment", "question"}),
      @SchemaProperty(value = "question", description = "Required for a question"),
      @SchemaProperty(value = "url", description = "Required for a page"),
      @SchemaProperty(value = "code", description = "Required for a page"),
      @SchemaProperty("description"),
      @SchemaProperty("mission_s256"),
      @SchemaProperty(
          value = "max_wait",
          type = int.class,
          description = "The maximum time to wait, in seconds"),
      @SchemaProperty("login_hint"),
      @SchemaProperty(value = "capabilities", type = String[].class)
    })
@ApiResponse(status = 200)
@ApiResponse(status = 202)
@ApiErrorResponses(
    value = {400, 401, 403, 404, 408, 410, 424},
    body = AAuthProblemDetails.class,
    as = AAuthProblemDetails.TYPE)
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-person-relay",
      "lumoauth.web.routes=POST ~/aauth-person/interaction",
      HttpHandler.SUMMARY + "=Send a question or a page to an agent's person (AAuth)",
      "lumoauth.web.guard=open"
    })
public final class InteractionRelayEndpoint implements HttpHandler {

  private static final String MISSION = "mission_s256";
  private static final Set<String> PAGES = Set.of("interaction", "payment");
  private static final Pattern CODE = Pattern.compile("[0-9A-Za-z-]{8,40}");
  private static final long MOST_SECONDS = 3600;

  private final AAuthErrorHandler answers;
  private final AAuthCallerAuthenticator callers;
  private final MissionService missions;
  private final MissionLogService log;
  private final AgentPersonBindingStore people;
  private final DeferredRequestStore waiting;
  private final AgentLongPollService holding;
  private final InteractionLinkDeliveryService reaching;
  private final SettingsStore settings;

  @Activate
  public InteractionRelayEndpoint(
      @Reference AAuthErrorHandler answers,
      @Reference AAuthCallerAuthenticator callers,
      @Reference MissionService missions,
      @Reference MissionLogService log,
      @Reference AgentPersonBindingStore people,
      @Reference DeferredRequestStore waiting,
      @Reference AgentLongPollService holding,
      @Reference InteractionLinkDeliveryService reaching,
      @Reference SettingsStore settings) {
    this.answers = answers;
    this.callers = callers;
    this.missions = missions;
    this.log = log;
    this.people = people;
    this.waiting = waiting;
    this.holding = holding;
    this.reaching = reaching;
    this.settings = settings;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    answers.handleProblems(
        exchange,
        () -> {
          TenantContext tenant = exchange.tenant();
          AgentCaller agent = callers.authenticateAgent(tenant, exchange);
          Map<String, Object> body = AAuthErrorHandler.readBody(exchange);
          Object type = body.get("type");
          if ("question".equals(type)) {
            question(exchange, agent, body);
          } else if (PAGES.contains(String.valueOf(type))) {
            page(exchange, agent, body, (String) type);
          } else {
            throw AAuthProblemException.invalid("type must be interaction, payment or question.");
          }
        });
  }

  /** The agent shows this server's page, as for all requests; the person may also receive mail. */
  private void question(HttpExchange exchange, AgentCaller agent, Map<String, Object> body)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    String words = AAuthRequestParameterParser.text(body, "question");
    inMission(tenant, agent, body, "question");
    InteractionQuestion asked = asked(tenant, "question", agent, body, "", words);
    boolean byMail = reaching.isReachableByMail(tenant, asked);
    if (!byMail && !asked.agentPresentsPage()) {
      throw InteractionLinkDeliveryService.unreachableProblem();
    }
    DeferredRequest waits = waiting.add(tenant, asked);
    if (byMail) {
      reaching.send(tenant, waits);
    }
    DeferredResponseWriter.write(exchange, waits);
  }

  private void page(HttpExchange exchange, AgentCaller agent, Map<String, Object> body, String type)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    String url = page(tenant, body);
    inMission(tenant, agent, body, type);
    InteractionQuestion asked = asked(tenant, type, agent, body, url, "");
    if (!reaching.isReachableByMail(tenant, asked)) {
      throw asked.agentPresentsPage()
          ? unavailable()
          : InteractionLinkDeliveryService.unreachableProblem();
    }
    DeferredRequest waits = waiting.add(tenant, asked, longest(body));
    reaching.send(tenant, waits);
    if (!holding.hold(exchange, agent, waits)) {
      DeferredResponseWriter.write(exchange, waits);
    }
  }

  /** The agent must show the page itself (section Relaying Through the Person Server). */
  private static AAuthProblemException unavailable() {
    return new AAuthProblemException(
        424, "interaction_unavailable", "The person cannot be reached by this server.");
  }

  /** Returns the page of a configured server with a code: mails never lead to other servers. */
  private String page(TenantContext tenant, Map<String, Object> body) {
    String url = AAuthRequestParameterParser.text(body, "url");
    if (!CODE.matcher(AAuthRequestParameterParser.text(body, "code")).matches()
        || !isPage(tenant, url)) {
      throw AAuthProblemException.invalid(
          "url and code must be those of a configured resource or access server.");
    }
    return url;
  }

  private boolean isPage(TenantContext tenant, String url) {
    try {
      URI uri = URI.create(url);
      return uri.getRawQuery() == null
          && uri.getRawFragment() == null
          && named(tenant).contains(ServerIdentifierValidator.of(url));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private Set<String> named(TenantContext tenant) {
    return Stream.of(PersonServerSettings.RESOURCES, PersonServerSettings.ACCESS_SERVERS)
        .flatMap(name -> PersonServerSettings.read(settings, tenant, name).stream())
        .collect(Collectors.toSet());
  }

  private static Duration longest(Map<String, Object> body) {
    Object most = body.get("max_wait");
    if (most == null) {
      return DeferredRequestStore.LIFETIME;
    }
    if (most instanceof Integer seconds && seconds > 0 && seconds <= MOST_SECONDS) {
      return Duration.ofSeconds(seconds);
    }
    throw AAuthProblemException.invalid("max_wait must be a number of seconds, at most an hour.");
  }

  private void inMission(
      TenantContext tenant, AgentCaller agent, Map<String, Object> body, String type) {
    if (body.get(MISSION) != null) {
      var mission =
          missions.require(tenant, agent.id(), AAuthRequestParameterParser.text(body, MISSION));
      Map<String, Object> entry = new HashMap<>();
      entry.put("kind", type);
      for (String name : List.of("question", "url", "description")) {
        entry.put(name, AAuthRequestParameterParser.words(body.get(name)));
      }
      log.recordRequest(tenant, mission.id(), "interaction", entry);
    }
  }

  private InteractionQuestion asked(
      TenantContext tenant,
      String what,
      AgentCaller agent,
      Map<String, Object> body,
      String url,
      String words) {
    String said =
        Stream.of(words, AAuthRequestParameterParser.whole(body, "description"))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("\n"));
    String user = people.findSubject(tenant, agent.provider(), agent.id()).orElse("");
    return InteractionQuestion.of(
        what, AgentCallContext.ofAgent(agent), body, url, List.of(), said, user);
  }
}
