package org.lumoauth.agents.aauthperson.request;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.api.tenant.TenantContext;

/**
 * The organization of which an agent wants somebody ({@code tenant}, section Auth Token Request).
 */
public final class OrganizationParameter {

  private OrganizationParameter() {}

  /**
   * The one that is named; all people here are of the same.
   *
   * @return its slug, which resources are told then; empty if none is named
   * @throws AAuthProblemException 400 {@code invalid_request} if it is another
   */
  public static Optional<String> of(TenantContext tenant, Map<String, Object> request) {
    Object named = request.get("tenant");
    if (named == null) {
      return Optional.empty();
    }
    if (named.equals(tenant.slug())) {
      return Optional.of(tenant.slug());
    }
    throw AAuthProblemException.invalid("tenant is not the organization of this person server.");
  }
}
