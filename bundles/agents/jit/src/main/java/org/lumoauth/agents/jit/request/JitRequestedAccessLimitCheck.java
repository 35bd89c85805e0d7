/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.request;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.jit.JitSettings;
import org.lumoauth.agents.jit.risk.PermissionRiskAssessor;
import org.lumoauth.agents.jit.risk.RiskRuleStore;
import org.lumoauth.agents.jit.task.AgentTask;
import org.lumoauth.agents.jit.task.UserDelegationCheck;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.oauth.authorization.ScopeValueValidator;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Checks the limits of a request other than its risk: the agent's capabilities, the consent of the
 * user and the agent's token.
 */
@Component(service = JitRequestedAccessLimitCheck.class)
public final class JitRequestedAccessLimitCheck {

  private static final String DETAILS =
      "The agent's capabilities do not cover `authorization_details`. An administrator can add them.";

  private final UserDelegationCheck onBehalf;
  private final RiskRuleStore rules;
  private final SettingsStore settings;

  @Activate
  public JitRequestedAccessLimitCheck(
      @Reference UserDelegationCheck onBehalf,
      @Reference RiskRuleStore rules,
      @Reference SettingsStore settings) {
    this.onBehalf = onBehalf;
    this.rules = rules;
    this.settings = settings;
  }

  /**
   * Returns whether a person must approve the request regardless of its risk: for details outside
   * of the agent's capabilities, without explicit consent of the user, or outside of the agent's
   * token.
   *
   * @throws ApiException 400 {@code invalid_scope} for a scope that the user did not consent to,
   *     403 {@code capability_denied} for details if the agent has no capability at all or the
   *     tenant allows no exceptions
   */
  boolean isExceeded(
      TenantContext tenant, Caller caller, Agent agent, AgentTask task, JitRequestedAccess wanted) {
    Optional<Set<String>> consented = onBehalf.findConsentedScopes(tenant, task);
    Optional<Set<String>> exceeded = consented.filter(all -> !all.containsAll(wanted.scopes()));
    if (exceeded.isPresent()) {
      throw new ApiException(
          400,
          "invalid_scope",
          "The user did not consent to "
              + ScopeValueValidator.describeExcess(wanted.scopes(), exceeded.get())
              + ".");
    }
    requireCapable(agent, wanted);
    var assessment = new PermissionRiskAssessor(rules.read(tenant.id()));
    boolean capable = assessment.isWithin(agent.capabilities(), wanted);
    if (!capable && JitSettings.WITHIN_CAPABILITIES.read(settings, tenant)) {
      throw lacking(DETAILS);
    }
    return !capable
        || !assessment.isWithin(caller.scope(), wanted)
        || consented.filter(all -> !assessment.isWithin(all, wanted)).isPresent();
  }

  /**
   * Requires that the request is still within the agent's capabilities and the user's consent.
   *
   * @throws ApiException 403 {@code capability_denied}, {@code delegation_not_authorized}
   */
  public void requireWithinLimits(
      TenantContext tenant, Agent agent, AgentTask task, JitRequest request) {
    JitRequestedAccess wanted = request.wanted();
    boolean asked = request.approvalId().isPresent();
    var assessment = new PermissionRiskAssessor(rules.read(tenant.id()));
    requireCapable(agent, wanted);
    if (!agent.capabilities().containsAll(wanted.scopes())) {
      throw lacking(
          "The agent lacks the capability "
              + ScopeValueValidator.describeExcess(wanted.scopes(), agent.capabilities())
              + ".");
    }
    if (!asked && !assessment.isWithin(agent.capabilities(), wanted)) {
      throw lacking(DETAILS);
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
          403,
          "delegation_not_authorized",
          "The user's consent no longer covers this access. Have the user consent again.");
    }
  }

  /** Requires that the agent has any capability. */
  private static void requireCapable(Agent agent, JitRequestedAccess wanted) {
    if (!wanted.details().isEmpty() && agent.capabilities().isEmpty()) {
      throw lacking(DETAILS);
    }
  }

  private static ApiException lacking(String message) {
    return new ApiException(403, "capability_denied", message);
  }
}
