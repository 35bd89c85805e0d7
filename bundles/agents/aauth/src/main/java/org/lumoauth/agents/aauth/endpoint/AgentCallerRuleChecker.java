/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.endpoint;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauth.registration.ParticipantSettings;
import org.lumoauth.agents.aauth.token.AAuthSigner;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CallerAdmissionRule;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Applies caller rules, such as allowed addresses, to requests that only an agent's signature
 * authenticates.
 */
final class AgentCallerRuleChecker {

  private final ProviderTracker<CallerAdmissionRule> rules;

  AgentCallerRuleChecker(ProviderRegistry registry) {
    this.rules = registry.track(CallerAdmissionRule.class);
  }

  void close() {
    rules.close();
  }

  /**
   * Rejects an agent that violates a caller rule; resources are not checked.
   *
   * @throws org.lumoauth.api.web.ApiException 403 as {@link CallerAdmissionRule#check}; 503 {@code
   *     module_unavailable} if a rule that could reject the request is unavailable
   */
  void check(TenantContext tenant, AAuthSigner signer, HttpRequestView request) {
    ParticipantSettings settings = signer.party().settings();
    if (!settings.kind().equals(ParticipantSettings.AGENT)) {
      return;
    }
    var caller =
        new Caller(
            new SubjectRef(SubjectRef.AGENT, settings.agentId()),
            List.of(),
            Optional.of(tenant.id()),
            Optional.empty(),
            Set.of(),
            CredentialKind.SIGNATURE,
            signer.credentialId());
    try (LeasedProviders<CallerAdmissionRule> held = rules.leaseAll()) {
      held.requireAll();
      held.leases().forEach(rule -> rule.get().check(tenant, caller, request));
    }
  }
}
