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
import org.lumoauth.agents.aauthperson.PersonSettings;
import org.lumoauth.agents.aauthperson.ServerIdentifier;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.caller.Answers;
import org.lumoauth.agents.aauthperson.caller.Callers;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;
import org.lumoauth.agents.aauthperson.caller.DraftRefusal;
import org.lumoauth.agents.aauthperson.mission.MissionLog;
import org.lumoauth.agents.aauthperson.mission.Missions;
import org.lumoauth.agents.aauthperson.pending.Deferred;
import org.lumoauth.agents.aauthperson.pending.Holding;
import org.lumoauth.agents.aauthperson.pending.PendingCase;
import org.lumoauth.agents.aauthperson.pending.Question;
import org.lumoauth.agents.aauthperson.pending.Reaching;
import org.lumoauth.agents.aauthperson.pending.Waiting;
import org.lumoauth.agents.aauthperson.request.Acting;
import org.lumoauth.agents.aauthperson.request.Parameters;
import org.lumoauth.agents.aauthperson.store.People;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
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
 * Where an agent reaches its person through us (section Interaction Endpoint): with a question, or
 * with a page of a server that the tenant named.
 */
@Takes(
    members = {
      @Member(
          value = "type",
          needed = true,
          oneOf = {"interaction", "payment", "question"}),
      @Member(value = "question", says = "Needed for a question"),
      @Member(value = "url", says = "Needed for a page"),
      @Member(value = "code", says = "Needed for a page"),
      @Member("description"),
      @Member("mission_s256"),
      @Member(value = "max_wait", type = int.class, says = "Seconds"),
      @Member("login_hint"),
      @Member(value = "capabilities", type = String[].class)
    })
@AnswersWith(status = 200)
@AnswersWith(status = 202)
@Refuses(
    value = {400, 401, 403, 404, 408, 410, 424},
    body = DraftRefusal.class,
    as = DraftRefusal.TYPE)
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-person-relay",
      "lumoauth.web.routes=POST ~/aauth-person/interaction",
      HotEndpoint.SUMMARY + "=Reach the person of an agent: a question, or a page (AAuth)",
      "lumoauth.web.guard=open"
    })
public final class RelayEndpoint implements HotEndpoint {

  private static final String MISSION = "mission_s256";
  private static final Set<String> PAGES = Set.of("interaction", "payment");
  private static final Pattern CODE = Pattern.compile("[0-9A-Za-z-]{8,40}");
  private static final long MOST_SECONDS = 3600;

  private final Answers answers;
  private final Callers callers;
  private final Missions missions;
  private final MissionLog log;
  private final People people;
  private final Waiting waiting;
  private final Holding holding;
  private final Reaching reaching;
  private final SettingsStore settings;

  @Activate
  public RelayEndpoint(
      @Reference Answers answers,
      @Reference Callers callers,
      @Reference Missions missions,
      @Reference MissionLog log,
      @Reference People people,
      @Reference Waiting waiting,
      @Reference Holding holding,
      @Reference Reaching reaching,
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
  public void handle(Exchange exchange) throws IOException {
    answers.to(
        exchange,
        () -> {
          TenantContext tenant = exchange.tenant();
          AgentCaller agent = callers.agent(tenant, exchange);
          Map<String, Object> body = Answers.body(exchange);
          Object type = body.get("type");
          if ("question".equals(type)) {
            question(exchange, agent, body);
          } else if (PAGES.contains(String.valueOf(type))) {
            page(exchange, agent, body, (String) type);
          } else {
            throw DraftProblem.invalid("type is interaction, payment or question.");
          }
        });
  }

  /**
   * The agent shows our page, as for everything else that it asks; the person may have mail too.
   */
  private void question(Exchange exchange, AgentCaller agent, Map<String, Object> body)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    String words = Parameters.text(body, "question");
    inMission(tenant, agent, body, "question");
    Question asked = asked(tenant, "question", agent, body, "", words);
    boolean byMail = reaching.byMail(tenant, asked);
    if (!byMail && !asked.agentShows()) {
      throw Reaching.unreachable();
    }
    PendingCase waits = waiting.add(tenant, asked);
    if (byMail) {
      reaching.send(tenant, waits);
    }
    Deferred.write(exchange, waits);
  }

  private void page(Exchange exchange, AgentCaller agent, Map<String, Object> body, String type)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    String url = page(tenant, body);
    inMission(tenant, agent, body, type);
    Question asked = asked(tenant, type, agent, body, url, "");
    if (!reaching.byMail(tenant, asked)) {
      throw asked.agentShows() ? unavailable() : Reaching.unreachable();
    }
    PendingCase waits = waiting.add(tenant, asked, longest(body));
    reaching.send(tenant, waits);
    if (!holding.hold(exchange, agent, waits)) {
      Deferred.write(exchange, waits);
    }
  }

  /** The agent shows the page itself (section Relaying Through the Person Server). */
  private static DraftProblem unavailable() {
    return new DraftProblem(424, "interaction_unavailable", "The person is not reached from here.");
  }

  /** A page of a server that the tenant named, and a code: nobody is led elsewhere by our mail. */
  private String page(TenantContext tenant, Map<String, Object> body) {
    String url = Parameters.text(body, "url");
    if (!CODE.matcher(Parameters.text(body, "code")).matches() || !isPage(tenant, url)) {
      throw DraftProblem.invalid("url and code are those of a server that is named here.");
    }
    return url;
  }

  private boolean isPage(TenantContext tenant, String url) {
    try {
      URI uri = URI.create(url);
      return uri.getRawQuery() == null
          && uri.getRawFragment() == null
          && named(tenant).contains(ServerIdentifier.of(url));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private Set<String> named(TenantContext tenant) {
    return Stream.of(PersonSettings.RESOURCES, PersonSettings.ACCESS_SERVERS)
        .flatMap(name -> PersonSettings.read(settings, tenant, name).stream())
        .collect(Collectors.toSet());
  }

  private static Duration longest(Map<String, Object> body) {
    Object most = body.get("max_wait");
    if (most == null) {
      return Waiting.LIFETIME;
    }
    if (most instanceof Integer seconds && seconds > 0 && seconds <= MOST_SECONDS) {
      return Duration.ofSeconds(seconds);
    }
    throw DraftProblem.invalid("max_wait is a number of seconds, an hour at most.");
  }

  private void inMission(
      TenantContext tenant, AgentCaller agent, Map<String, Object> body, String type) {
    if (body.get(MISSION) != null) {
      var mission = missions.require(tenant, agent.id(), Parameters.text(body, MISSION));
      Map<String, Object> entry = new HashMap<>();
      entry.put("kind", type);
      for (String name : List.of("question", "url", "description")) {
        entry.put(name, Parameters.words(body.get(name)));
      }
      log.asked(tenant, mission.id(), "interaction", entry);
    }
  }

  private Question asked(
      TenantContext tenant,
      String what,
      AgentCaller agent,
      Map<String, Object> body,
      String url,
      String words) {
    String said =
        Stream.of(words, Parameters.whole(body, "description"))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("\n"));
    String user = people.of(tenant, agent.provider(), agent.id()).orElse("");
    return Question.of(what, Acting.itself(agent), body, url, List.of(), said, user);
  }
}
