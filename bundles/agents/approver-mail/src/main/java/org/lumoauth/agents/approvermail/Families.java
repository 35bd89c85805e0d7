package org.lumoauth.agents.approvermail;

import java.util.Optional;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** With whom an agent is counted that asks: with the one at the top of its family. */
@Component(service = Families.class)
public final class Families {

  private final Providers<AgentRegistry> registries;

  @Activate
  public Families(@Reference ProviderRegistry registry) {
    this.registries = registry.follow(AgentRegistry.class);
  }

  @Deactivate
  void close() {
    registries.close();
  }

  /** The agent at the top of this one's family; itself if it is none, or has none above it. */
  SubjectRef of(TenantContext tenant, SubjectRef requester) {
    Optional<Lease<AgentRegistry>> found =
        requester.type().equals(SubjectRef.AGENT) ? registries.acquire("agents") : Optional.empty();
    if (found.isEmpty()) {
      return requester;
    }
    try (Lease<AgentRegistry> registry = found.get()) {
      return new SubjectRef(SubjectRef.AGENT, registry.get().top(tenant, requester.id()));
    }
  }
}
