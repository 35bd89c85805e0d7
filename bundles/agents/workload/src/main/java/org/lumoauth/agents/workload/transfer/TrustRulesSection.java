package org.lumoauth.agents.workload.transfer;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.workload.attest.Neighbours;
import org.lumoauth.agents.workload.rest.RuleBody;
import org.lumoauth.agents.workload.rule.RuleBook;
import org.lumoauth.agents.workload.rule.TrustRule;
import org.lumoauth.agents.workload.transfer.RuleItem.Holder;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantSection;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The rules by which workloads are trusted, of the agents and blueprints that the document has: not
 * of those that are retired, nor of those that agents registered.
 */
@Component(property = {"lumoauth.kind=tenant-section", "lumoauth.name=workload-trust-rules"})
public final class TrustRulesSection implements TenantSection {

  private static final String AGENT_ID = "agt_";

  private final RuleBook book;
  private final Neighbours neighbours;
  private final RuleBody bodies;

  /** A rule with how the document names it. */
  private record Named(TrustRule rule, RuleItem item) {}

  @Activate
  public TrustRulesSection(@Reference RuleBook book, @Reference Neighbours neighbours) {
    this.book = book;
    this.neighbours = neighbours;
    this.bodies = new RuleBody(neighbours);
  }

  @Override
  public int order() {
    return 64; // after agents and blueprints
  }

  @Override
  public String area() {
    return "agents";
  }

  @Override
  public String key() {
    return RuleItem.KEY;
  }

  /** What is trusted is said at once: an audience or a key that is left out is trusted no more. */
  @Override
  public Set<String> whole() {
    return Set.of("trust");
  }

  @Override
  public List<Map<String, Object>> export(TenantContext tenant) {
    return named(tenant).stream()
        .map(Named::item)
        .sorted(Comparator.comparing(RuleItem::key))
        .map(RuleItem::shown)
        .toList();
  }

  @Override
  public void check(Map<String, Object> item) {
    RuleItem.read(item);
  }

  @Override
  public Map<String, Object> put(
      TenantContext tenant, Map<String, Object> sent, boolean exists, Initiator by) {
    var item = RuleItem.read(sent);
    if (exists) {
      var rule =
          named(tenant).stream()
              .filter(each -> each.item().key().equals(item.key()))
              .map(Named::rule)
              .findFirst()
              .orElseThrow(() -> Problem.notFound("There is no such rule."));
      book.change(
          tenant,
          rule.settings().holderId(),
          rule.id(),
          before -> bodies.change(tenant, before, item.body()),
          by);
    } else {
      book.create(tenant, bodies.create(tenant, id(tenant, item.holder()), item.body()), by);
    }
    return Map.of();
  }

  private List<Named> named(TenantContext tenant) {
    Map<String, Optional<Holder>> holders = new HashMap<>();
    Set<String> taken = new HashSet<>();
    return book.all(tenant).stream()
        .flatMap(
            rule ->
                holders
                    .computeIfAbsent(rule.settings().holderId(), id -> holder(tenant, id))
                    .map(holder -> new Named(rule, item(rule, holder, taken)))
                    .stream())
        .toList();
  }

  private static RuleItem item(TrustRule rule, Holder holder, Set<String> taken) {
    var settings = rule.settings();
    var named = holder.keyOf(settings.name());
    var key = named;
    for (int place = 2; !taken.add(key); place++) {
      key = named + " #" + place;
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("provider", settings.provider());
    body.put("name", settings.name());
    body.put("enabled", settings.enabled());
    body.put("trust", settings.trust());
    return new RuleItem(key, holder, body);
  }

  private Optional<Holder> holder(TenantContext tenant, String id) {
    if (id.startsWith(AGENT_ID)) {
      return neighbours
          .agent(tenant, id)
          .filter(TrustRulesSection::belongs)
          .map(agent -> new Holder(Holder.AGENT, agent.clientId()));
    }
    return neighbours.blueprintName(tenant, id).map(name -> new Holder(Holder.BLUEPRINT, name));
  }

  private static boolean belongs(Agent agent) {
    var details = agent.details();
    return details.status() != AgentStatus.RETIRED && details.parentId().isEmpty();
  }

  private String id(TenantContext tenant, Holder holder) {
    if (holder.kind().equals(Holder.BLUEPRINT)) {
      return neighbours
          .blueprintNamed(tenant, holder.name())
          .orElseThrow(() -> Problem.invalid("blueprint", "There is no such blueprint here."));
    }
    var agent =
        neighbours
            .agentOfClient(tenant, holder.name())
            .orElseThrow(() -> Problem.invalid("agent", "There is no such agent here."));
    if (!agent.identityType().equals(Agent.WORKLOAD)) {
      throw Problem.invalid(
          "agent", "Only an agent whose identityType is workload has trust rules.");
    }
    return agent.id();
  }
}
