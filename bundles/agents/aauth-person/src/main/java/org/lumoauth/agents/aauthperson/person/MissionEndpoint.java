package org.lumoauth.agents.aauthperson.person;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.caller.Answers;
import org.lumoauth.agents.aauthperson.caller.Callers;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;
import org.lumoauth.agents.aauthperson.caller.DraftRefusal;
import org.lumoauth.agents.aauthperson.mission.MissionLog;
import org.lumoauth.agents.aauthperson.mission.Missions;
import org.lumoauth.agents.aauthperson.mission.Proposal;
import org.lumoauth.agents.aauthperson.pending.Asking;
import org.lumoauth.agents.aauthperson.pending.Question;
import org.lumoauth.agents.aauthperson.request.Acting;
import org.lumoauth.agents.aauthperson.request.Parameters;
import org.lumoauth.agents.aauthperson.store.People;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.WebProperties;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Missions, permissions and records of an agent: it proposes, the person decides (sections Mission,
 * Permission Endpoint, Audit Endpoint).
 */
@Takes(
    on = "POST ~/aauth-person/mission",
    members = {
      @Member(value = "description", needed = true),
      @Member(value = "tools", type = List.class, says = "Objects with a name and a description"),
      @Member(value = "resources", type = String[].class),
      @Member("login_hint"),
      @Member(value = "capabilities", type = String[].class)
    })
@Takes(
    on = "POST ~/aauth-person/mission/{missionKey}",
    members = {
      @Member(
          value = "action",
          needed = true,
          oneOf = {"update", "completion"}),
      @Member(value = "description", says = "Needed for update"),
      @Member(value = "summary", says = "Needed for completion"),
      @Member(value = "capabilities", type = String[].class)
    })
@Takes(
    on = "POST ~/aauth-person/permission",
    members = {
      @Member(value = "action", needed = true),
      @Member("description"),
      @Member(value = "parameters", type = Map.class),
      @Member("mission_s256"),
      @Member("login_hint"),
      @Member(value = "capabilities", type = String[].class)
    })
@Takes(
    on = "POST ~/aauth-person/audit",
    members = {
      @Member(value = "action", needed = true),
      @Member(value = "mission_s256", needed = true),
      @Member("description"),
      @Member(value = "parameters", type = Map.class),
      @Member(value = "result", type = Map.class)
    })
@AnswersWith(on = "POST ~/aauth-person/audit", status = 201)
@AnswersWith(
    on = {
      "POST ~/aauth-person/mission",
      "POST ~/aauth-person/mission/{missionKey}",
      "POST ~/aauth-person/permission"
    },
    status = 200)
@AnswersWith(
    on = {
      "POST ~/aauth-person/mission",
      "POST ~/aauth-person/mission/{missionKey}",
      "POST ~/aauth-person/permission"
    },
    status = 202)
@Refuses(
    on = "POST ~/aauth-person/audit",
    value = {400, 401, 403, 404},
    body = DraftRefusal.class,
    as = DraftRefusal.TYPE)
@Refuses(
    on = {
      "POST ~/aauth-person/mission",
      "POST ~/aauth-person/mission/{missionKey}",
      "POST ~/aauth-person/permission"
    },
    value = {400, 401, 403, 404, 408, 410},
    body = DraftRefusal.class,
    as = DraftRefusal.TYPE)
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-person-missions",
      "lumoauth.web.routes=POST ~/aauth-person/mission",
      "lumoauth.web.routes=POST ~/aauth-person/mission/{missionKey}",
      "lumoauth.web.routes=POST ~/aauth-person/permission",
      "lumoauth.web.routes=POST ~/aauth-person/audit",
      WebProperties.LARGE_BODY + ":Boolean=true",
      "lumoauth.web.guard=open"
    })
public final class MissionEndpoint implements HotEndpoint {

  private static final String MISSION = "mission_s256";
  private static final String PARAMETERS = "parameters";
  private static final int MAX_ACTION = 1_000;
  private static final String BELOW = "/aauth-person/mission/";

  private final Answers answers;
  private final Callers callers;
  private final Missions missions;
  private final MissionLog log;
  private final People people;
  private final Asking asking;

  @Activate
  public MissionEndpoint(
      @Reference Answers answers,
      @Reference Callers callers,
      @Reference Missions missions,
      @Reference MissionLog log,
      @Reference People people,
      @Reference Asking asking) {
    this.answers = answers;
    this.callers = callers;
    this.missions = missions;
    this.log = log;
    this.people = people;
    this.asking = asking;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    answers.to(
        exchange,
        () -> {
          AgentCaller agent = callers.agent(exchange.tenant(), exchange);
          Map<String, Object> body = Answers.body(exchange);
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

  private void propose(Exchange exchange, AgentCaller agent, Map<String, Object> body)
      throws IOException {
    ask(exchange, agent, "mission", body, Proposal.of(body).description());
  }

  private void act(Exchange exchange, AgentCaller agent, String id, Map<String, Object> body)
      throws IOException {
    var mission = missions.require(exchange.tenant(), agent.id(), id);
    Object action = body.get("action");
    Map<String, Object> request = new HashMap<>(body);
    request.put(MISSION, mission.id());
    if ("update".equals(action)) {
      ask(exchange, agent, "update", request, Parameters.text(body, "description"));
    } else if ("completion".equals(action)) {
      ask(exchange, agent, "completion", request, Parameters.text(body, "summary"));
    } else {
      throw DraftProblem.invalid("action is update or completion.");
    }
  }

  private void permission(Exchange exchange, AgentCaller agent, Map<String, Object> body)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    String action = action(body);
    String description = Parameters.whole(body, "description");
    Map<String, Object> parameters = Parameters.object(body, PARAMETERS);
    if (body.get(MISSION) != null) {
      var mission = missions.require(tenant, agent.id(), Parameters.text(body, MISSION));
      Map<String, Object> entry = new HashMap<>();
      entry.put("action", action);
      entry.put("description", description);
      entry.put(PARAMETERS, parameters);
      boolean approved = mission.tools().contains(action); // byte for byte
      entry.put("outcome", approved ? "granted" : "asked");
      log.asked(tenant, mission.id(), "permission", entry);
      if (approved) {
        exchange.writeJson(200, Map.of("permission", "granted"));
        return;
      }
    }
    Map<String, Object> request = new HashMap<>(body);
    request.remove("description"); // it is kept as what the agent says
    ask(exchange, agent, "permission", request, action + "\n" + description);
  }

  private void audit(Exchange exchange, AgentCaller agent, Map<String, Object> body)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    String action = action(body);
    Map<String, Object> entry = new HashMap<>();
    entry.put("action", action);
    entry.put("description", Parameters.words(body.get("description")));
    entry.put(PARAMETERS, Parameters.object(body, PARAMETERS));
    entry.put("result", Parameters.object(body, "result"));
    var mission = missions.require(tenant, agent.id(), Parameters.text(body, MISSION));
    log.asked(tenant, mission.id(), "audit", entry);
    exchange.writeJson(201, Map.of());
  }

  /** The name of what is done, which goes on record. */
  private static String action(Map<String, Object> body) {
    String action = Parameters.text(body, "action");
    if (action.length() > MAX_ACTION) {
      throw DraftProblem.invalid("action has at most " + MAX_ACTION + " characters.");
    }
    return action;
  }

  private void ask(
      Exchange exchange, AgentCaller agent, String what, Map<String, Object> body, String said)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    asking.ask(
        exchange,
        agent,
        Question.of(
            what,
            Acting.itself(agent),
            body,
            "",
            List.of(),
            said,
            people.of(tenant, agent.provider(), agent.id()).orElse("")));
  }
}
