/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.richauthorization;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.authorization.AuthorizationDetailsType;
import org.lumoauth.api.oauth.authorization.AuthorizationDetailsTypeSource;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Provides the types that a tenant declared. */
@Component(
    property = {"lumoauth.kind=authorization-details-source", "lumoauth.name=declared-types"})
public final class TenantDetailsTypeSource implements AuthorizationDetailsTypeSource {

  private final DetailsTypeCache memory;

  @Activate
  public TenantDetailsTypeSource(@Reference DetailsTypeCache memory) {
    this.memory = memory;
  }

  @Override
  public Optional<AuthorizationDetailsType> find(TenantContext tenant, String type) {
    return Optional.ofNullable(memory.get(tenant.id()).get(type));
  }

  @Override
  public Set<String> types(TenantContext tenant) {
    return memory.get(tenant.id()).keySet();
  }
}
