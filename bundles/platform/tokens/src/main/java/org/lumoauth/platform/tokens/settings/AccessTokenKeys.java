package org.lumoauth.platform.tokens.settings;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.key.SigningAlgorithmChoice;
import org.lumoauth.api.key.SigningKeys.Algorithm;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Has the key of a tenant's access tokens published before the first of them comes. */
@Component(property = {"lumoauth.kind=signing-algorithm", "lumoauth.name=platform-tokens"})
public final class AccessTokenKeys implements SigningAlgorithmChoice {

  private static final Set<Algorithm> ALL = Set.of(Algorithm.values());

  private final SigningChoice choice;

  @Activate
  public AccessTokenKeys(@Reference SigningChoice choice) {
    this.choice = choice;
  }

  @Override
  public Optional<Algorithm> of(TenantContext tenant) {
    return Optional.of(choice.accessTokens(tenant));
  }

  /** The tenant can choose any, and so can a client's profile. */
  @Override
  public Set<Algorithm> offered(TenantContext tenant) {
    return ALL;
  }
}
