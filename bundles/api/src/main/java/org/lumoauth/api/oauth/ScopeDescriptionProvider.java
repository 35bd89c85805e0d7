package org.lumoauth.api.oauth;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: says what a tenant's scopes (RFC 6749 section 3.3) stand for. Registered with
 * {@code lumoauth.kind=scope-descriptions} and {@code lumoauth.name}. Asked while pages are made,
 * so it answers from memory.
 */
public interface ScopeDescriptionProvider {

  /**
   * What the scope lets a client do, for the person who is asked.
   *
   * @param scope its name, byte-exact
   * @return plain text in the tenant's own words; empty for a scope that it has no words for
   */
  Optional<String> describe(TenantContext tenant, String scope);

  /**
   * The same where it is known what the tokens are for.
   *
   * @param resources what they are for (RFC 8707); may be empty
   */
  default Optional<String> describe(TenantContext tenant, String scope, List<String> resources) {
    return describe(tenant, scope);
  }
}
