package org.lumoauth.agents.accessrequests;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The people who had an agent's token made: they hold it, and ask by it. */
@Component(service = TokenHolders.class)
public final class TokenHolders {

  private static final String NAME = "agents";

  private final Providers<AgentRegistry> registries;

  @Activate
  public TokenHolders(@Reference ProviderRegistry registry) {
    this.registries = registry.follow(AgentRegistry.class);
  }

  @Deactivate
  void stop() {
    registries.close();
  }

  /**
   * Those of the caller's token; nobody where there are no agents.
   *
   * @throws org.lumoauth.api.web.Problem 503 {@code module_unavailable} while nobody can tell
   */
  Set<SubjectRef> of(TenantContext tenant, Caller caller) {
    Optional<Lease<AgentRegistry>> found = registries.acquireInstalled(NAME);
    if (found.isEmpty()) {
      return Set.of();
    }
    try (Lease<AgentRegistry> lease = found.get()) {
      return lease.get().mintedBy(tenant, caller.credentialId());
    }
  }
}
