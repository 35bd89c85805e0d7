/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.transfer;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.workload.attest.AgentAndProviderGateway;
import org.lumoauth.agents.workload.rest.TrustRuleRequestBodyParser;
import org.lumoauth.agents.workload.rule.TrustRule;
import org.lumoauth.agents.workload.rule.TrustRuleService;
import org.lumoauth.agents.workload.transfer.TrustRuleTransferItem.ExportedRuleHolder;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Exports and imports the trust rules of the agents and blueprints in the document. Rules of
 * retired agents and of sub-agents are excluded.
 */
@Component(property = {"lumoauth.kind=tenant-section", "lumoauth.name=workload-trust-rules"})
public final class TrustRuleTransferSection implements TenantTransferSection {

  private static final String AGENT_ID = "agt_";

  private final TrustRuleService book;
  private final AgentAndProviderGateway neighbours;
  private final TrustRuleRequestBodyParser bodies;

  /** A rule with its item in the document. */
  private record NamedTrustRule(TrustRule rule, TrustRuleTransferItem item) {}

  @Activate
  public TrustRuleTransferSection(
      @Reference TrustRuleService book, @Reference AgentAndProviderGateway neighbours) {
    this.book = book;
    this.neighbours = neighbours;
    this.bodies = new TrustRuleRequestBodyParser(neighbours);
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
    return TrustRuleTransferItem.KEY;
  }

  /** {@code trust} is replaced as a whole: an omitted audience or key is no longer trusted. */
  @Override
  public Set<String> atomicMembers() {
    return Set.of("trust");
  }

  @Override
  public List<Map<String, Object>> export(TenantContext tenant) {
    return named(tenant).stream()
        .map(NamedTrustRule::item)
        .sorted(Comparator.comparing(TrustRuleTransferItem::key))
        .map(TrustRuleTransferItem::shown)
        .toList();
  }

  @Override
  public void check(Map<String, Object> item) {
    TrustRuleTransferItem.read(item);
  }

  @Override
  public Map<String, Object> put(
      TenantContext tenant, Map<String, Object> sent, boolean exists, AuditInitiator by) {
    var item = TrustRuleTransferItem.read(sent);
    if (exists) {
      var rule =
          named(tenant).stream()
              .filter(each -> each.item().key().equals(item.key()))
              .map(NamedTrustRule::rule)
              .findFirst()
              .orElseThrow(() -> ApiException.notFound("The trust rule does not exist."));
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

  private List<NamedTrustRule> named(TenantContext tenant) {
    Map<String, Optional<ExportedRuleHolder>> holders = new HashMap<>();
    Set<String> taken = new HashSet<>();
    return book.all(tenant).stream()
        .flatMap(
            rule ->
                holders
                    .computeIfAbsent(rule.settings().holderId(), id -> holder(tenant, id))
                    .map(holder -> new NamedTrustRule(rule, item(rule, holder, taken)))
                    .stream())
        .toList();
  }

  private static TrustRuleTransferItem item(
      TrustRule rule, ExportedRuleHolder holder, Set<String> taken) {
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
    return new TrustRuleTransferItem(key, holder, body);
  }

  private Optional<ExportedRuleHolder> holder(TenantContext tenant, String id) {
    if (id.startsWith(AGENT_ID)) {
      return neighbours
          .findAgent(tenant, id)
          .filter(TrustRuleTransferSection::belongs)
          .map(agent -> new ExportedRuleHolder(ExportedRuleHolder.AGENT, agent.clientId()));
    }
    return neighbours
        .findBlueprintName(tenant, id)
        .map(name -> new ExportedRuleHolder(ExportedRuleHolder.BLUEPRINT, name));
  }

  private static boolean belongs(Agent agent) {
    var details = agent.details();
    return details.status() != AgentStatus.RETIRED && details.parentId().isEmpty();
  }

  private String id(TenantContext tenant, ExportedRuleHolder holder) {
    if (holder.kind().equals(ExportedRuleHolder.BLUEPRINT)) {
      return neighbours
          .findBlueprintIdByName(tenant, holder.name())
          .orElseThrow(
              () ->
                  ApiException.invalid(
                      "blueprint", "The blueprint does not exist in this tenant."));
    }
    var agent =
        neighbours
            .findAgentByClient(tenant, holder.name())
            .orElseThrow(
                () -> ApiException.invalid("agent", "The agent does not exist in this tenant."));
    if (!agent.identityType().equals(Agent.WORKLOAD)) {
      throw ApiException.invalid(
          "agent", "Trust rules require an agent with the identityType workload.");
    }
    return agent.id();
  }
}
