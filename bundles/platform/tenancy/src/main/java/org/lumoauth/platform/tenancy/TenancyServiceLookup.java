/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tenancy;

import java.util.List;
import org.lumoauth.api.authn.TenantApiKeyService;
import org.lumoauth.api.authz.RoleAssignmentService;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.module.ModulePropertyNames;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.RetryingServiceTracker;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The services of other modules that creating and deleting a tenant requires. Some of them depend
 * on tenants themselves, so only this class has dynamic references.
 */
@Component(service = TenancyServiceLookup.class)
public class TenancyServiceLookup {

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile TenantApiKeyService apiKeys;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile RoleAssignmentService roles;

  private final RetryingServiceTracker<TenantDataEraser> owners;
  // Users require tenants too, so both services may be activated at the same moment.
  private final RetryingServiceTracker<UserDirectory> users;

  @Activate
  public TenancyServiceLookup(BundleContext context) {
    this.owners = new RetryingServiceTracker<>(context);
    this.users = new RetryingServiceTracker<>(context);
  }

  @Reference(
      service = TenantDataEraser.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  void bindOwner(ServiceReference<TenantDataEraser> reference) {
    owners.add(reference);
  }

  void unbindOwner(ServiceReference<TenantDataEraser> reference) {
    owners.remove(reference);
  }

  @Reference(
      service = UserDirectory.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  void bindUsers(ServiceReference<UserDirectory> reference) {
    users.add(reference);
  }

  void unbindUsers(ServiceReference<UserDirectory> reference) {
    users.remove(reference);
  }

  /**
   * Returns the API key service.
   *
   * @throws ApiException 503 {@code module_unavailable}
   */
  TenantApiKeyService apiKeys() {
    return present(apiKeys, "platform-apikeys");
  }

  /**
   * Returns the user directory.
   *
   * @throws ApiException 503 {@code module_unavailable}
   */
  UserDirectory users() {
    return present(users.get().stream().findFirst().orElse(null), "platform-directory");
  }

  /**
   * Returns the role assignment service.
   *
   * @throws ApiException 503 {@code module_unavailable}
   */
  RoleAssignmentService roles() {
    return present(roles, "authz-rbac");
  }

  /**
   * Returns all components that store tenant data.
   *
   * @throws ApiException 503 {@code module_unavailable} if one of them is unavailable
   */
  List<TenantDataEraser> owners() {
    for (ServiceReference<TenantDataEraser> missing : owners.findUnavailable()) {
      throw ApiException.moduleUnavailable(
          String.valueOf(missing.getProperty(ModulePropertyNames.NAME)));
    }
    return owners.get();
  }

  private static <T> T present(T service, String module) {
    if (service == null) {
      throw ApiException.moduleUnavailable(module);
    }
    return service;
  }
}
