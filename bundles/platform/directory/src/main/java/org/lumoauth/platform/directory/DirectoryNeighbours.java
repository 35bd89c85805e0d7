package org.lumoauth.platform.directory;

import java.util.Optional;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.authn.AccountMail;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.authz.LimitedRoles;
import org.lumoauth.api.authz.PermissionGrants;
import org.lumoauth.api.authz.RoleAssignments;
import org.lumoauth.api.authz.RoleHolders;
import org.lumoauth.api.directory.Subjects;
import org.lumoauth.api.federation.LinkedIdentities;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantAdmin;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * What the administration of users needs of modules that need users first. They come and go: this
 * is the one place here with references that change. Where one is needed and absent the answer is
 * 503 with its name.
 */
@Component(service = DirectoryNeighbours.class)
public class DirectoryNeighbours {
  private static final String RBAC = "authz-rbac";

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile RoleAssignments roles;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile RoleHolders holders;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile LimitedRoles limitedRoles;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile PermissionGrants grants;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile AuthorizationService authorization;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile TokenService tokens;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile AgentRegistry agents;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Subjects subjects;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile TenantAdmin tenants;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile SettingsStore settings;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile AccountMail mail;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile LinkedIdentities identities;

  public RoleAssignments roles() {
    return present(roles, RBAC);
  }

  /** The roles, if there are any just now. */
  public Optional<RoleAssignments> rolesIfAny() {
    return Optional.ofNullable(roles);
  }

  public LimitedRoles limitedRoles() {
    return present(limitedRoles, RBAC);
  }

  /** The roles within limits, if there are any just now. */
  public Optional<LimitedRoles> limitedRolesIfAny() {
    return Optional.ofNullable(limitedRoles);
  }

  public RoleHolders holders() {
    return present(holders, RBAC);
  }

  public PermissionGrants grants() {
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

  public Subjects subjects() {
    return present(subjects, "platform-tokens");
  }

  public AccountMail mail() {
    return present(mail, "authn-registration");
  }

  public TenantAdmin tenants() {
    return present(tenants, "platform-tenancy");
  }

  /** The tenants, if there are any just now. */
  Optional<TenantAdmin> tenantsIfAny() {
    return Optional.ofNullable(tenants);
  }

  /** The settings, if there are any just now. */
  Optional<SettingsStore> settingsIfAny() {
    return Optional.ofNullable(settings);
  }

  /** Who is whom at identity providers, if there is anybody who knows just now. */
  public Optional<LinkedIdentities> identitiesIfAny() {
    return Optional.ofNullable(identities);
  }

  private static <T> T present(T service, String module) {
    if (service == null) {
      throw Problem.moduleUnavailable(module);
    }
    return service;
  }
}
