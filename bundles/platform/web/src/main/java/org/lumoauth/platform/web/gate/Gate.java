package org.lumoauth.platform.web.gate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.authn.Authenticator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.directory.Misuse;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.directory.Subjects;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.api.web.Problem;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The gate that every request passes. What it asks comes and goes with other modules, hence the
 * dynamic references; whoever is missing, nobody gets in by it.
 */
@Component(service = Gate.class)
public final class Gate {
  private static final String MODEL_FAILED = "model_failed";
  private static final int FORBIDDEN = 403;

  private final Authenticators authenticators;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile CallerRules rules;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile TenantRegistry tenants;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Subjects subjects;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile AuthorizationService authorization;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile AuditLog audit;

  @Activate
  public Gate(BundleContext context) {
    this.authenticators = new Authenticators(context);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      service = Authenticator.class)
  void bindAuthenticator(ServiceReference<Authenticator> reference) {
    authenticators.came(reference);
  }

  void unbindAuthenticator(ServiceReference<Authenticator> reference) {
    authenticators.left(reference);
  }

  /**
   * The tenant with this slug.
   *
   * @throws Problem 404 {@code tenant_not_found}, 503 if tenants cannot be told
   */
  public TenantContext tenant(String slug) {
    TenantRegistry registry = present(tenants, "platform-tenancy");
    return registry.active(slug).orElseThrow(Problem::tenantNotFound);
  }

  /**
   * Authenticates a request and admits its caller.
   *
   * @param tenant the tenant of the path
   * @return the caller with the tenant; empty if the request has no credential
   * @throws Problem as {@link Authenticator#authenticate}, 401 if the caller may not act, and as
   *     {@link CallerRules#check}
   */
  public Optional<Admitted> authenticate(Optional<TenantContext> tenant, RequestView request) {
    Optional<Caller> caller = authenticators.authenticate(tenant, request);
    if (caller.isPresent()) {
      Admitted admitted = admit(tenant, caller.get());
      admitted.tenant().ifPresent(of -> requireRules(of, admitted.caller(), request));
      return Optional.of(admitted);
    }
    if (Authenticators.hasCredential(request)) {
      throw Problem.unauthenticated("The credential is not of a kind that is taken here.");
    }
    return Optional.empty();
  }

  private void requireRules(TenantContext tenant, Caller caller, RequestView request) {
    try {
      present(rules, "platform-modules").check(tenant, caller, request);
    } catch (Problem refusal) {
      Subjects told = subjects; // may have gone since; the refusal stays
      if (refusal.status() == FORBIDDEN && told != null) { // else nobody judged the caller
        told.misused(tenant, caller.subject(), Misuse.RULE_BROKEN, request.remoteAddress());
      }
      throw refusal;
    }
  }

  private Admitted admit(Optional<TenantContext> pathTenant, Caller caller) {
    if (caller.kind() == CredentialKind.OPERATOR_KEY) {
      if (pathTenant.isPresent()) {
        throw Problem.forbidden("The operator's key is for the platform API alone.");
      }
      return new Admitted(caller, Optional.empty());
    }
    String tenantId =
        caller.tenantId().orElseThrow(() -> new IllegalStateException("a caller without tenant"));
    if (pathTenant.isPresent() && !pathTenant.get().id().equals(tenantId)) {
      throw new Problem(403, "cross_tenant", "The credential belongs to another organization.");
    }
    TenantContext tenant =
        pathTenant
            .or(() -> present(tenants, "platform-tenancy").activeById(tenantId))
            .orElseThrow(Gate::holdsNoMore);
    requireEnabled(tenant, caller.subject());
    caller.actors().forEach(actor -> requireEnabled(tenant, actor));
    return new Admitted(caller, Optional.of(tenant));
  }

  private void requireEnabled(TenantContext tenant, SubjectRef subject) {
    if (present(subjects, "platform-tokens").status(tenant, subject) != SubjectStatus.ENABLED) {
      throw holdsNoMore();
    }
  }

  /**
   * Asks whether the caller may do this.
   *
   * @throws Problem 403 {@code permission_denied}, recorded in the audit log; 503 {@code
   *     module_unavailable} if that cannot be decided now
   */
  public void require(
      TenantContext tenant, Caller caller, String permission, AuditEvent.RequestInfo request) {
    Decision decision = decide(tenant, caller, permission);
    if (decision.permitted()) {
      return;
    }
    recordDenial(tenant, caller, permission, decision.reason().code(), request);
    String message =
        decision.reason().code().equals(MODEL_FAILED)
            ? decision.reason().text() // no permission would help
            : "This needs the permission " + permission + ".";
    throw new Problem(403, "permission_denied", message, Map.of("permission", permission));
  }

  /** Decides as {@link #require} does, without a record. */
  public boolean permits(TenantContext tenant, Caller caller, String permission) {
    return decide(tenant, caller, permission).permitted();
  }

  private Decision decide(TenantContext tenant, Caller caller, String permission) {
    Question question =
        new Question(
            caller.subject(),
            caller.actors(),
            permission,
            Optional.empty(),
            Map.of(),
            Optional.of(caller.scope()));
    return present(authorization, "platform-authz").decide(tenant, question);
  }

  /**
   * Refuses to begin a change that could not be recorded.
   *
   * @throws Problem 503 {@code audit_unavailable}
   */
  public void requireRecordable() {
    AuditLog log = audit;
    if (log == null) {
      throw new Problem(
          503,
          "audit_unavailable",
          "There is no audit log now, so nothing was changed; try again shortly.");
    }
    log.requireWritable();
  }

  private void recordDenial(
      TenantContext tenant,
      Caller caller,
      String permission,
      String reason,
      AuditEvent.RequestInfo request) {
    AuditLog log = audit;
    if (log == null) {
      return;
    }
    SubjectRef actor = caller.actors().isEmpty() ? caller.subject() : caller.actors().get(0);
    log.record(
        tenant.id(),
        new AuditEvent(
            "access.denied",
            AuditEvent.Outcome.DENIED,
            actor,
            actor.equals(caller.subject()) ? List.of() : List.of(caller.subject()),
            Optional.empty(),
            "Refused for want of the permission " + permission + ".",
            Optional.of(request),
            Map.of(
                "permission", permission, "reason", reason, "credential", caller.credentialId())));
  }

  /** The challenges of a 401 (RFC 9110 section 11.6.1). */
  public List<String> challenges() {
    List<String> challenges = authenticators.challenges();
    return challenges.isEmpty() ? List.of("Bearer realm=\"lumoauth\"") : challenges;
  }

  private static Problem holdsNoMore() {
    return Problem.unauthenticated("The credential holds no more.");
  }

  private static <T> T present(T service, String module) {
    if (service == null) {
      throw Problem.moduleUnavailable(module);
    }
    return service;
  }
}
