/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory;

import java.util.Optional;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.authn.AccountMailSender;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.authz.LimitedRoleAssignmentService;
import org.lumoauth.api.authz.PermissionGrantService;
import org.lumoauth.api.authz.RoleAssignmentService;
import org.lumoauth.api.authz.RoleHolderLookup;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.federation.LinkedIdentityLookup;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantAdminService;
import org.lumoauth.api.token.TokenService;
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
 * References to the services of modules that themselves depend on users. The services are dynamic,
 * and this class holds all dynamic references of the bundle. If a required service is unavailable,
 * the request fails with 503 and the service's name.
 */
@Component(service = DirectoryServiceLookup.class)
public class DirectoryServiceLookup {
  private static final String RBAC = "authz-rbac";

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile RoleAssignmentService roles;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile RoleHolderLookup holders;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile LimitedRoleAssignmentService limitedRoles;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile PermissionGrantService grants;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile AuthorizationService authorization;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public volatile TokenService tokens;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile AgentRegistry agents;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile SubjectDirectory subjects;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public volatile SettingsStore settings;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile AccountMailSender mail;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile LinkedIdentityLookup identities;

  // Creating tenants requires users, so both services may be activated at the same moment.
  private final RetryingServiceTracker<TenantAdminService> tenants;

  @Activate
  public DirectoryServiceLookup(BundleContext context) {
    this.tenants = new RetryingServiceTracker<>(context);
  }

  @Reference(
      service = TenantAdminService.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  void bindTenants(ServiceReference<TenantAdminService> reference) {
    tenants.add(reference);
  }

  void unbindTenants(ServiceReference<TenantAdminService> reference) {
    tenants.remove(reference);
  }

  public RoleAssignmentService roles() {
    return present(roles, RBAC);
  }

  /** Returns the role assignment service, if available. */
  public Optional<RoleAssignmentService> rolesIfAny() {
    return Optional.ofNullable(roles);
  }

  public LimitedRoleAssignmentService limitedRoles() {
    return present(limitedRoles, RBAC);
  }

  /** Returns the service for limited roles, if available. */
  public Optional<LimitedRoleAssignmentService> limitedRolesIfAny() {
    return Optional.ofNullable(limitedRoles);
  }

  public RoleHolderLookup holders() {
    return present(holders, RBAC);
  }

  public PermissionGrantService grants() {
    return present(grants, RBAC);
  }

  public AuthorizationService authorization() {
    return present(authorization, "platform-authz");
  }

  public TokenService tokens() {
    return present(tokens, "platform-tokens");
  }

  public AgentRegistry agents() {
    return present(agents, "agents-registry");
  }

  public SubjectDirectory subjects() {
    return present(subjects, "platform-tokens");
  }

  public AccountMailSender mail() {
    return present(mail, "authn-registration");
  }

  public TenantAdminService tenants() {
    return present(tenantsIfAny().orElse(null), "platform-tenancy");
  }

  /** Returns the tenant service, if available. */
  public Optional<TenantAdminService> tenantsIfAny() {
    return tenants.get().stream().findFirst();
  }

  /** Returns the settings store, if available. */
  public Optional<SettingsStore> settingsIfAny() {
    return Optional.ofNullable(settings);
  }

  /** Returns the lookup of linked identities, if available. */
  public Optional<LinkedIdentityLookup> identitiesIfAny() {
    return Optional.ofNullable(identities);
  }

  private static <T> T present(T service, String module) {
    if (service == null) {
      throw ApiException.moduleUnavailable(module);
    }
    return service;
  }
}
