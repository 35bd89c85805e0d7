package org.lumoauth.agents.aauth.endpoint;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauth.party.PartySettings;
import org.lumoauth.agents.aauth.token.Signer;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CallerRule;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.Held;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Rules about callers, as from which addresses an agent may act, where an agent signs and there is
 * no other caller.
 */
@Component(service = AgentRules.class)
public final class AgentRules {

  private final Providers<CallerRule> rules;

  @Activate
  public AgentRules(@Reference ProviderRegistry registry) {
    this.rules = registry.follow(CallerRule.class);
  }

  @Deactivate
  void close() {
    rules.close();
  }

  /**
   * Refuses an agent that may not act so; a resource is no agent.
   *
   * @throws org.lumoauth.api.web.Problem 403 as {@link CallerRule#check}; 503 {@code
   *     module_unavailable} while a rule is away, which might say no
   */
  void check(TenantContext tenant, Signer signer, RequestView request) {
    PartySettings settings = signer.party().settings();
    if (!settings.kind().equals(PartySettings.AGENT)) {
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
    try (Held<CallerRule> held = rules.hold()) {
      held.requireAll();
      held.leases().forEach(rule -> rule.get().check(tenant, caller, request));
    }
  }
}
