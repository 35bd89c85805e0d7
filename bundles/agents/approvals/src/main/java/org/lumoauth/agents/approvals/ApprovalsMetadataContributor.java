/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Publishes the scopes that let applications act for approvers. */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=agents-approvals",
      ServerMetadataContributor.PERSONAL_SCOPES + "=approvals.read",
      ServerMetadataContributor.PERSONAL_SCOPES + "=approvals.write"
    })
public final class ApprovalsMetadataContributor implements ServerMetadataContributor {

  /** The scopes of this module; no other module describes them. */
  private static final List<String> SCOPES = List.of("approvals.read", "approvals.write");

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    ServerMetadataContributor.add(metadata, "scopes_supported", SCOPES);
  }

  @Override
  public Set<String> personalScopes() {
    return Set.copyOf(SCOPES);
  }
}
