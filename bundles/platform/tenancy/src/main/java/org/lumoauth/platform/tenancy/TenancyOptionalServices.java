package org.lumoauth.platform.tenancy;

import java.util.List;
import org.lumoauth.api.authn.TenantApiKeyService;
import org.lumoauth.api.authz.RoleAssignmentService;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.module.ModuleProperties;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.DynamicServices;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * What the making and the end of a tenant need of other modules. They come and go, and some of them
 * need the tenants first: this is the one place here with references that change.
 */
@Component(service = TenancyOptionalServices.class)
public class TenancyOptionalServices {

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile TenantApiKeyService apiKeys;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile UserDirectory users;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile RoleAssignmentService roles;

  private final DynamicServices<TenantDataEraser> owners;

  @Activate
  public TenancyOptionalServices(BundleContext context) {
    this.owners = new DynamicServices<>(context);
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

  /**
   * The maker of API keys.
   *
   * @throws ApiException 503 {@code module_unavailable}
   */
  TenantApiKeyService apiKeys() {
    return present(apiKeys, "platform-apikeys");
  }

  /**
   * The directory of users.
   *
   * @throws ApiException 503 {@code module_unavailable}
   */
  UserDirectory users() {
    return present(users, "platform-directory");
  }

  /**
   * The roles of users.
   *
   * @throws ApiException 503 {@code module_unavailable}
   */
  RoleAssignmentService roles() {
    return present(roles, "authz-rbac");
  }

  /**
   * Everybody who keeps rows of tenants now.
   *
   * @throws ApiException 503 {@code module_unavailable} if one of them can't be asked
   */
  List<TenantDataEraser> owners() {
    for (ServiceReference<TenantDataEraser> missing : owners.findUnavailable()) {
      throw ApiException.moduleUnavailable(
          String.valueOf(missing.getProperty(ModuleProperties.NAME)));
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
