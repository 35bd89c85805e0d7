/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.guard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.SubjectGrantProvider;
import org.lumoauth.api.authz.SubjectGrants;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Checks whether a caller may change a credential of another subject or grant permissions to a
 * subject. The caller must have every permission that the subject has or receives, or {@value
 * #ROLES_WRITE}. A caller with {@value #ROLES_WRITE} can grant itself any permission, so no subject
 * has more privileges. If a provider cannot list its grants, as a relationship-based provider
 * cannot, {@value #ROLES_WRITE} is required.
 */
@Component(service = PrivilegeEscalationGuard.class)
public final class PrivilegeEscalationGuard {

  /** The permission to grant roles. */
  public static final String ROLES_WRITE = "roles.write";

  /**
   * Above this number of subjects {@value #ROLES_WRITE} is required, because each subject needs
   * many decisions.
   */
  private static final int MAX_SUBJECTS = 100;

  private static final List<String> ADMINISTRATION =
      SystemPermissions.permissionsOf("admin").stream().sorted().toList();
  private static final String RULE =
      " A caller needs every permission that the subject has or receives, or " + ROLES_WRITE + ".";

  private final ProviderTracker<SubjectGrantProvider> providers;
  private volatile @Nullable AuthorizationService authorization;

  /** Tracks the grant providers of the registry. */
  @Activate
  public PrivilegeEscalationGuard(@Reference ProviderRegistry registry) {
    this.providers = registry.track(SubjectGrantProvider.class);
  }

  /** Creates a guard with a fixed authorization service. */
  public PrivilegeEscalationGuard(AuthorizationService authorization, ProviderRegistry registry) {
    this(registry);
    this.authorization = authorization;
  }

  /** Binds the authorization service. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void bindAuthorization(AuthorizationService found) {
    authorization = found;
  }

  /** Unbinds the authorization service. */
  public void unbindAuthorization(AuthorizationService gone) {
    if (authorization == gone) {
      authorization = null;
    }
  }

  @Deactivate
  void stop() {
    providers.close();
  }

  /**
   * Requires that the caller may change credentials of this subject.
   *
   * @throws ApiException 403 {@code permission_denied}, naming the missing permission if the caller
   *     may read the grants of the subject, else {@value #ROLES_WRITE}; 503 {@code
   *     module_unavailable} while a module that could grant the subject something is not available
   */
  public void requirePrivilegesOver(HttpExchange exchange, SubjectRef subject) {
    requirePrivilegesOver(exchange, Set.of(subject));
  }

  /** Requires the same for several subjects. */
  public void requirePrivilegesOver(HttpExchange exchange, Collection<SubjectRef> subjects) {
    Set<SubjectRef> all = Set.copyOf(subjects);
    if (all.isEmpty() || exchange.permits(ROLES_WRITE)) {
      return;
    }
    if (all.size() > MAX_SUBJECTS) {
      refuse(exchange, ROLES_WRITE);
    }
    for (String permission : ADMINISTRATION) {
      if (!exchange.permits(permission)) {
        all.stream()
            .filter(subject -> may(exchange, subject, permission))
            .findFirst()
            .ifPresent(subject -> refuse(exchange, permission, readPermission(subject)));
      }
    }
    for (SubjectRef subject : all) {
      grants(exchange.tenant(), subject).forEach(grants -> requireAll(exchange, grants));
    }
  }

  /**
   * Requires that the caller may change how this user signs in. If the user may approve requests,
   * the caller must have that permission too.
   *
   * @throws ApiException as {@link #requirePrivilegesOver}; 503 {@code module_unavailable} while
   *     the approvals module is installed but not available and the caller may not approve requests
   */
  public void requirePrivilegesOverSignIn(
      HttpExchange exchange, SubjectRef user, ApproverEligibilityChecker approving) {
    requirePrivilegesOver(exchange, user);
    if (!exchange.permits(SystemPermissions.JIT_APPROVE)
        && approving.isApprover(exchange.tenant(), user)) {
      exchange.require(SystemPermissions.JIT_APPROVE);
    }
  }

  /**
   * Requires that the caller has the permissions that these client scopes or agent capabilities
   * grant.
   *
   * @param scopes scopes or capabilities; a null element grants nothing
   * @throws ApiException 403 {@code permission_denied} with the first missing permission
   */
  public void requireScopes(HttpExchange exchange, Collection<String> scopes) {
    Optional<String> missing = callerLacks(exchange, required(scopes));
    if (missing.isPresent() && !exchange.permits(ROLES_WRITE)) {
      refuse(exchange, missing.get());
    }
  }

  /**
   * Requires that the caller has the permissions already granted, for example to a client or by a
   * blueprint.
   *
   * @throws ApiException as {@link #requirePrivilegesOver}
   */
  public void requireGrants(HttpExchange exchange, SubjectGrants grants) {
    if (!exchange.permits(ROLES_WRITE)) {
      requireAll(exchange, grants);
    }
  }

  private void requireAll(HttpExchange exchange, SubjectGrants grants) {
    if (grants.openEnded()) {
      refuse(exchange, ROLES_WRITE);
    }
    callerLacks(exchange, required(grants.permissions()))
        .ifPresent(permission -> refuse(exchange, permission, grants.readPermission()));
  }

  private List<SubjectGrants> grants(TenantContext tenant, SubjectRef subject) {
    var grants = new TreeMap<String, SubjectGrants>();
    try (LeasedProviders<SubjectGrantProvider> held = providers.leaseAll()) {
      held.requireAll(); // an unavailable provider could grant any permission
      for (ServiceLease<SubjectGrantProvider> provider : held.leases()) {
        grants.put(provider.name(), provider.get().grants(tenant, subject));
      }
    }
    return new ArrayList<>(grants.values());
  }

  /** An administration scope maps to permissions; any other scope is itself a permission. */
  private static Collection<String> required(Collection<String> scopes) {
    var required = new TreeSet<String>();
    for (String scope : scopes) {
      if (scope != null) {
        Set<String> behind = SystemPermissions.permissionsOf(scope);
        required.addAll(behind.isEmpty() ? Set.of(scope) : behind);
      }
    }
    return required;
  }

  private Optional<String> callerLacks(HttpExchange exchange, Collection<String> permissions) {
    return permissions.stream().filter(each -> !exchange.permits(each)).findFirst();
  }

  private static String readPermission(SubjectRef subject) {
    return switch (subject.type()) {
      case SubjectRef.AGENT -> "agents" + SystemPermissions.READ;
      case SubjectRef.CLIENT -> "clients" + SystemPermissions.READ;
      case SubjectRef.API_KEY -> "apikeys" + SystemPermissions.READ;
      case SubjectRef.GROUP -> "roles" + SystemPermissions.READ;
      default -> "users" + SystemPermissions.READ;
    };
  }

  /** Includes the missing permission only if the caller may read the grants. */
  private static void refuse(HttpExchange exchange, String permission, String readPermission) {
    refuse(exchange, exchange.permits(readPermission) ? permission : ROLES_WRITE);
  }

  /** Records the denial and explains the rule. */
  private static void refuse(HttpExchange exchange, String permission) {
    try {
      exchange.require(permission);
    } catch (ApiException problem) {
      throw problem.status() == 403
          ? new ApiException(403, problem.code(), problem.getMessage() + RULE, problem.details())
          : problem;
    }
  }

  private boolean may(HttpExchange exchange, SubjectRef subject, String permission) {
    return decisions()
        .decide(exchange.tenant(), DecisionRequest.of(subject, permission))
        .permitted();
  }

  private AuthorizationService decisions() {
    AuthorizationService present = authorization;
    if (present == null) {
      throw ApiException.moduleUnavailable("platform-authz");
    }
    return present;
  }
}
