package org.lumoauth.oauth.grant.authorizationcode.interaction;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.oauth.MetadataContributor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Scopes over what is a person's own, as modules say: no client has one of these without the
 * person's word. What a module said is remembered while it is being replaced.
 */
@Component(service = PersonalScopes.class)
public final class PersonalScopes {

  private final Providers<MetadataContributor> contributors;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  @Activate
  public PersonalScopes(@Reference ProviderRegistry registry) {
    this.contributors = registry.follow(MetadataContributor.class);
  }

  @Deactivate
  void close() {
    contributors.close();
  }

  /** Whether one of these scopes is over what is a person's own. */
  boolean among(Collection<String> scopes) {
    List<Lease<MetadataContributor>> held = contributors.acquireAll();
    try {
      held.forEach(contributor -> known.addAll(contributor.get().personalScopes()));
    } finally {
      held.forEach(Lease::close);
    }
    return !Collections.disjoint(known, scopes);
  }
}
