package org.lumoauth.agents.jit;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What bounds a request beside its risk: the agent's capabilities, what the user for whom it is
 * consented to, and the token that the agent shows.
 */
@Component(service = JitRequestScopeLimits.class)
public final class JitRequestScopeLimits {

  private final UserDelegationCheck onBehalf;
  private final RiskRuleStore rules;
  private final SettingsStore settings;

  @Activate
  public JitRequestScopeLimits(
      @Reference UserDelegationCheck onBehalf,
      @Reference RiskRuleStore rules,
      @Reference SettingsStore settings) {
    this.onBehalf = onBehalf;
    this.rules = rules;
    this.settings = settings;
  }

  /**
   * Whether a person has to approve it, whatever its risk: details that no capability names, that
   * the user did not consent to by name, or what the token does not have that the agent shows.
   *
   * @throws ApiException 400 {@code invalid_scope} for a scope that the user did not let the agent
   *     have, 403 {@code capability_denied} for details where the agent is capable of nothing, or
   *     the tenant has no exceptions
   */
  boolean isExceeded(
      TenantContext tenant, Caller caller, Agent agent, AgentTask task, JitRequestedAccess wanted) {
    Optional<Set<String>> consented = onBehalf.findConsentedScopes(tenant, task);
    if (consented.filter(all -> !all.containsAll(wanted.scopes())).isPresent()) {
      throw new ApiException(
          400, "invalid_scope", "The user did not let the agent have one of the scopes.");
    }
    requireCapable(agent, wanted);
    var assessment = new RiskAssessment(rules.read(tenant.id()));
    boolean capable = assessment.isWithin(agent.capabilities(), wanted);
    if (!capable && JitSettings.withinCapabilities(settings, tenant)) {
      throw lacking();
    }
    return !capable
        || !assessment.isWithin(caller.scope(), wanted)
        || consented.filter(all -> !assessment.isWithin(all, wanted)).isPresent();
  }

  /**
   * Makes sure that nothing is given that was taken away since: of the agent, or of what the user
   * lets it.
   *
   * @throws ApiException 403 {@code capability_denied}, {@code delegation_not_authorized}
   */
  void requireWithinLimits(TenantContext tenant, Agent agent, AgentTask task, JitRequest request) {
    JitRequestedAccess wanted = request.wanted();
    boolean asked = request.approvalId().isPresent();
    var assessment = new RiskAssessment(rules.read(tenant.id()));
    requireCapable(agent, wanted);
    if (!agent.capabilities().containsAll(wanted.scopes())
        || !asked && !assessment.isWithin(agent.capabilities(), wanted)) {
      throw lacking();
    }
    boolean refused =
        onBehalf
            .findConsentedScopes(tenant, task)
            .filter(
                all ->
                    !all.containsAll(wanted.scopes())
                        || !asked && !assessment.isWithin(all, wanted))
            .isPresent();
    if (refused) {
      throw new ApiException(
          403, "delegation_not_authorized", "The user does not let the agent have that now.");
    }
  }

  /** An agent that is capable of nothing asks for nothing. */
  private static void requireCapable(Agent agent, JitRequestedAccess wanted) {
    if (!wanted.details().isEmpty() && agent.capabilities().isEmpty()) {
      throw lacking();
    }
  }

  private static ApiException lacking() {
    return new ApiException(
        403, "capability_denied", "The agent lacks a capability that this needs.");
  }
}
