/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Optional;
import org.lumoauth.agents.registry.EffectiveAgentResolver;
import org.lumoauth.agents.registry.blueprint.AgentBlueprint;
import org.lumoauth.agents.registry.store.AgentCache;
import org.lumoauth.agents.registry.store.StoredAgent;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CallerAdmissionRule;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.lumoauth.platform.web.address.IpAddressRanges;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Enforces the addresses from which agents may act: within the ranges of the agent, of its
 * blueprint, and of every ancestor. In a chain of actors, only the calling agent is checked.
 */
@Component(
    service = {AgentIpAddressRule.class, CallerAdmissionRule.class},
    property = {
      "lumoauth.kind=caller-rule",
      "lumoauth.name=agents-registry",
      CallerAdmissionRule.SUBJECTS + "=" + SubjectRef.AGENT
    })
public final class AgentIpAddressRule implements CallerAdmissionRule {

  private static final int SIZE = 10_000;

  private final EffectiveAgentResolver effective;
  private final AgentCache agents;
  private final Cache<List<String>, IpAddressRanges> read =
      MeasuredCacheFactory.build(
          "agents-registry.addresses",
          Caffeine.newBuilder().executor(Runnable::run).maximumSize(SIZE));

  @Activate
  public AgentIpAddressRule(
      @Reference EffectiveAgentResolver effective, @Reference AgentCache agents) {
    this.effective = effective;
    this.agents = agents;
  }

  @Override
  public void check(TenantContext tenant, Caller caller, HttpRequestView request) {
    var acting = caller.actors().isEmpty() ? caller.subject() : caller.actors().get(0);
    if (acting.type().equals(SubjectRef.AGENT)) {
      agents
          .find(tenant.id(), acting.id())
          .filter(agent -> !mayActFrom(tenant, agent, Optional.of(request.remoteAddress())))
          .ifPresent(
              agent -> {
                throw refused();
              });
    }
  }

  /**
   * Whether the agent may act from this address. An unknown address is accepted only if the agent
   * may act from any address.
   */
  boolean mayActFrom(TenantContext tenant, StoredAgent agent, Optional<String> address) {
    var details = agent.agent().details();
    if (details.parentId().isEmpty()
        && details.blueprintId().isEmpty()
        && details.allowedIps().isEmpty()) {
      return true;
    }
    return effective.lineageOf(tenant.id(), agent).stream()
        .allMatch(
            one ->
                within(one.agent().details().allowedIps(), address)
                    && within(ofBlueprint(tenant, one), address));
  }

  static ApiException refused() {
    return new ApiException(
        403,
        "address_not_allowed",
        "The agent is not allowed to act from this address. An administrator can "
            + "add it to allowedIps.");
  }

  private List<String> ofBlueprint(TenantContext tenant, StoredAgent agent) {
    return agent
        .agent()
        .details()
        .blueprintId()
        .flatMap(id -> agents.blueprint(tenant.id(), id))
        .map(AgentBlueprint::allowedIps)
        .orElse(List.of());
  }

  private boolean within(List<String> ranges, Optional<String> address) {
    return ranges.isEmpty()
        || address.isPresent()
            && read.get(ranges, some -> IpAddressRanges.of(some.toArray(String[]::new)))
                .contains(address.get());
  }
}
