package org.lumoauth.platform.tenancy;

import java.util.List;
import org.lumoauth.api.authn.ApiKeys;
import org.lumoauth.api.authz.RoleAssignments;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.module.ModuleProperties;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.LateServices;
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
@Component(service = TenancyNeighbours.class)
public class TenancyNeighbours {

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile ApiKeys apiKeys;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile UserDirectory users;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile RoleAssignments roles;

  private final LateServices<TenantDataOwner> owners;

  @Activate
  public TenancyNeighbours(BundleContext context) {
    this.owners = new LateServices<>(context);
  }

  @Reference(
      service = TenantDataOwner.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  void bindOwner(ServiceReference<TenantDataOwner> reference) {
    owners.add(reference);
  }

  void unbindOwner(ServiceReference<TenantDataOwner> reference) {
    owners.remove(reference);
  }

  /**
   * The maker of API keys.
   *
   * @throws Problem 503 {@code module_unavailable}
   */
  ApiKeys apiKeys() {
    return present(apiKeys, "platform-apikeys");
  }

  /**
   * The directory of users.
   *
   * @throws Problem 503 {@code module_unavailable}
   */
  UserDirectory users() {
    return present(users, "platform-directory");
  }

  /**
   * The roles of users.
   *
   * @throws Problem 503 {@code module_unavailable}
   */
  RoleAssignments roles() {
    return present(roles, "authz-rbac");
  }

  /**
   * Everybody who keeps rows of tenants now.
   *
   * @throws Problem 503 {@code module_unavailable} if one of them can't be asked
   */
  List<TenantDataOwner> owners() {
    for (ServiceReference<TenantDataOwner> missing : owners.missing()) {
      throw Problem.moduleUnavailable(String.valueOf(missing.getProperty(ModuleProperties.NAME)));
    }
    return owners.get();
  }

  private static <T> T present(T service, String module) {
    if (service == null) {
      throw Problem.moduleUnavailable(module);
    }
    return service;
  }
}
