/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.personserver;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.aauthperson.caller.AAuthCallerAuthenticator;
import org.lumoauth.agents.aauthperson.caller.AAuthErrorHandler;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemDetails;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.interaction.InteractionQuestion;
import org.lumoauth.agents.aauthperson.interaction.UserInteractionStarter;
import org.lumoauth.agents.aauthperson.mission.MissionLogService;
import org.lumoauth.agents.aauthperson.mission.MissionProposal;
import org.lumoauth.agents.aauthperson.mission.MissionService;
import org.lumoauth.agents.aauthperson.request.AAuthRequestParameterParser;
import org.lumoauth.agents.aauthperson.request.AgentCallContext;
import org.lumoauth.agents.aauthperson.store.AgentPersonBindingStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.EndpointServicePropertyNames;
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
 * Handles an agent's missions, permissions and log entries: the agent proposes, the person decides
 * (AAuth draft, sections Mission, Permission Endpoint, Audit Endpoint).
 */
@ApiRequestParameters(
    on = "POST ~/aauth-person/mission",
    members = {
      @SchemaProperty(value = "description", required = true),
      @SchemaProperty(
          value = "tools",
          type = List.class,
          description = "Objects with a name and a description"),
      @SchemaProperty(value = "resources", type = String[].class),
      @SchemaProperty("login_hint"),
      @SchemaProperty(value = "capabilities", type = String[].class)
    })
@ApiRequestParameters(
    on = "POST ~/aauth-person/mission/{missionKey}",
    members = {
      @SchemaProperty(
          value = "action",
          required = true,
          oneOf = {"update", "completion"}),
      @SchemaProperty(value = "description", description = "Required if `action` is `update`"),
      @SchemaProperty(value = "summary", description = "Required if `action` is `completion`"),
      @SchemaProperty(value = "capabilities", type = String[].class)
    })
@ApiRequestParameters(
    on = "POST ~/aauth-person/permission",
    members = {
      @SchemaProperty(value = "action", required = true),
      @SchemaProperty("description"),
      @SchemaProperty(value = "parameters", type = Map.class),
      @SchemaProperty("mission_s256"),
      @SchemaProperty("login_hint"),
      @SchemaProperty(value = "capabilities", type = String[].class)
    })
@ApiRequestParameters(
    on = "POST ~/aauth-person/audit",
    members = {
      @SchemaProperty(value = "action", required = true),
      @SchemaProperty(value = "mission_s256", required = true),
      @SchemaProperty("description"),
      @SchemaProperty(value = "parameters", type = Map.class),
      @SchemaProperty(value = "result", type = Map.class)
    })
@ApiResponse(on = "POST ~/aauth-person/audit", status = 201)
@ApiResponse(
    on = {
      "POST ~/aauth-person/mission",
      "POST ~/aauth-person/mission/{missionKey}",
      "POST ~/aauth-person/permission"
    },
    status = 200)
@ApiResponse(
    on = {
      "POST ~/aauth-person/mission",
      "POST ~/aauth-person/mission/{missionKey}",
      "POST ~/aauth-person/permission"
    },
    status = 202)
@ApiErrorResponses(
    on = "POST ~/aauth-person/audit",
    value = {400, 401, 403, 404},
    body = AAuthProblemDetails.class,
    as = AAuthProblemDetails.TYPE)
@ApiErrorResponses(
    on = {
      "POST ~/aauth-person/mission",
      "POST ~/aauth-person/mission/{missionKey}",
      "POST ~/aauth-person/permission"
    },
    value = {400, 401, 403, 404, 408, 410},
    body = AAuthProblemDetails.class,
    as = AAuthProblemDetails.TYPE)
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-person-missions",
      "lumoauth.web.routes=POST ~/aauth-person/mission",
      "lumoauth.web.routes=POST ~/aauth-person/mission/{missionKey}",
      "lumoauth.web.routes=POST ~/aauth-person/permission",
      "lumoauth.web.routes=POST ~/aauth-person/audit",
      HttpHandler.SUMMARY + "=POST ~/aauth-person/mission: Propose a mission to the person (AAuth)",
      HttpHandler.SUMMARY
          + "=POST ~/aauth-person/mission/{missionKey}: Update or complete a mission (AAuth)",
      HttpHandler.SUMMARY
          + "=POST ~/aauth-person/permission: Request the person's permission for an action (AAuth)",
      HttpHandler.SUMMARY
          + "=POST ~/aauth-person/audit: Add an entry to the log of a mission (AAuth)",
      EndpointServicePropertyNames.LARGE_BODY + ":Boolean=true",
      "lumoauth.web.guard=open"
    })
public final class MissionPermissionAuditEndpoint implements HttpHandler {

  private static final String MISSION = "mission_s256";
  private static final String PARAMETERS = "parameters";
  private static final int MAX_ACTION = 1_000;
  private static final String BELOW = "/aauth-person/mission/";

  private final AAuthErrorHandler answers;
  private final AAuthCallerAuthenticator callers;
  private final MissionService missions;
  private final MissionLogService log;
  private final AgentPersonBindingStore people;
  private final UserInteractionStarter asking;

  @Activate
  public MissionPermissionAuditEndpoint(
      @Reference AAuthErrorHandler answers,
      @Reference AAuthCallerAuthenticator callers,
      @Reference MissionService missions,
      @Reference MissionLogService log,
      @Reference AgentPersonBindingStore people,
      @Reference UserInteractionStarter asking) {
    this.answers = answers;
    this.callers = callers;
    this.missions = missions;
    this.log = log;
    this.people = people;
    this.asking = asking;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    answers.handleProblems(
        exchange,
        () -> {
          AgentCaller agent = callers.authenticateAgent(exchange.tenant(), exchange);
          Map<String, Object> body = AAuthErrorHandler.readBody(exchange);
          String path = exchange.path();
          if (path.startsWith(BELOW)) {
            act(exchange, agent, path.substring(BELOW.length()), body);
          } else if (path.endsWith("/permission")) {
            permission(exchange, agent, body);
          } else if (path.endsWith("/audit")) {
            audit(exchange, agent, body);
          } else {
            propose(exchange, agent, body);
          }
        });
  }

  private void propose(HttpExchange exchange, AgentCaller agent, Map<String, Object> body)
      throws IOException {
    ask(exchange, agent, "mission", body, MissionProposal.of(body).description());
  }

  private void act(HttpExchange exchange, AgentCaller agent, String id, Map<String, Object> body)
      throws IOException {
    var mission = missions.require(exchange.tenant(), agent.id(), id);
    Object action = body.get("action");
    Map<String, Object> request = new HashMap<>(body);
    request.put(MISSION, mission.id());
    if ("update".equals(action)) {
      ask(
          exchange,
          agent,
          "update",
          request,
          AAuthRequestParameterParser.text(body, "description"));
    } else if ("completion".equals(action)) {
      ask(
          exchange,
          agent,
          "completion",
          request,
          AAuthRequestParameterParser.text(body, "summary"));
    } else {
      throw AAuthProblemException.invalid("action must be update or completion.");
    }
  }

  private void permission(HttpExchange exchange, AgentCaller agent, Map<String, Object> body)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    String action = action(body);
    String description = AAuthRequestParameterParser.whole(body, "description");
    Map<String, Object> parameters = AAuthRequestParameterParser.object(body, PARAMETERS);
    if (body.get(MISSION) != null) {
      var mission =
          missions.require(tenant, agent.id(), AAuthRequestParameterParser.text(body, MISSION));
      Map<String, Object> entry = new HashMap<>();
      entry.put("action", action);
      entry.put("description", description);
      entry.put(PARAMETERS, parameters);
      boolean approved = mission.tools().contains(action); // compared byte for byte
      entry.put("outcome", approved ? "granted" : "asked");
      log.recordRequest(tenant, mission.id(), "permission", entry);
      if (approved) {
        exchange.writeJson(200, Map.of("permission", "granted"));
        return;
      }
    }
    Map<String, Object> request = new HashMap<>(body);
    request.remove("description"); // stored separately as the agent's own words
    ask(exchange, agent, "permission", request, action + "\n" + description);
  }

  private void audit(HttpExchange exchange, AgentCaller agent, Map<String, Object> body)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    String action = action(body);
    Map<String, Object> entry = new HashMap<>();
    entry.put("action", action);
    entry.put("description", AAuthRequestParameterParser.words(body.get("description")));
    entry.put(PARAMETERS, AAuthRequestParameterParser.object(body, PARAMETERS));
    entry.put("result", AAuthRequestParameterParser.object(body, "result"));
    var mission =
        missions.require(tenant, agent.id(), AAuthRequestParameterParser.text(body, MISSION));
    log.recordRequest(tenant, mission.id(), "audit", entry);
    exchange.writeJson(201, Map.of());
  }

  /** Returns the name of the action, which is written to the log. */
  private static String action(Map<String, Object> body) {
    String action = AAuthRequestParameterParser.text(body, "action");
    if (action.length() > MAX_ACTION) {
      throw AAuthProblemException.invalid(
          "action must have at most " + MAX_ACTION + " characters.");
    }
    return action;
  }

  private void ask(
      HttpExchange exchange, AgentCaller agent, String what, Map<String, Object> body, String said)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    asking.ask(
        exchange,
        agent,
        InteractionQuestion.of(
            what,
            AgentCallContext.ofAgent(agent),
            body,
            "",
            List.of(),
            said,
            people.findSubject(tenant, agent.provider(), agent.id()).orElse("")));
  }
}
