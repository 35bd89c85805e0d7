/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.request;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.api.tenant.TenantContext;

/**
 * The {@code tenant} parameter: the organization of the person that an agent requests (AAuth draft,
 * section Auth Token Request).
 */
public final class OrganizationParameterParser {

  private OrganizationParameterParser() {}

  /**
   * Parses the parameter; all people of this server belong to the same organization.
   *
   * @return its slug, which is then included for resources; empty if the parameter is absent
   * @throws AAuthProblemException 400 {@code invalid_request} if it is another organization
   */
  public static Optional<String> of(TenantContext tenant, Map<String, Object> request) {
    Object named = request.get("tenant");
    if (named == null) {
      return Optional.empty();
    }
    if (named.equals(tenant.slug())) {
      return Optional.of(tenant.slug());
    }
    throw AAuthProblemException.invalid(
        "tenant must be " + tenant.slug() + ", the tenant of this person server.");
  }
}
