/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.authentication;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.RequestAuthenticator;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.CredentialAbuseKind;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.api.web.ApiException;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Authenticates the caller of every request and checks permissions. Its services come from other
 * modules, so the references are dynamic; if a service is missing, the request is rejected.
 */
@Component(service = CallerAuthenticator.class)
public final class CallerAuthenticator {
  private static final String MODEL_FAILED = "model_failed";
  private static final int FORBIDDEN = 403;

  private final RequestAuthenticatorRegistry authenticators;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile InstalledCallerAdmissionRules rules;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile TenantRegistry tenants;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile SubjectDirectory subjects;

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
  public CallerAuthenticator(BundleContext context) {
    this.authenticators = new RequestAuthenticatorRegistry(context);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      service = RequestAuthenticator.class)
  void bindAuthenticator(ServiceReference<RequestAuthenticator> reference) {
    authenticators.add(reference);
  }

  void unbindAuthenticator(ServiceReference<RequestAuthenticator> reference) {
    authenticators.remove(reference);
  }

  /**
   * Returns the tenant with this slug.
   *
   * @throws ApiException 404 {@code tenant_not_found}, 503 if tenants cannot be resolved
   */
  public TenantContext requireTenant(String slug) {
    TenantRegistry registry = present(tenants, "platform-tenancy");
    return registry.findActive(slug).orElseThrow(ApiException::tenantNotFound);
  }

  /**
   * Authenticates a request and admits its caller.
   *
   * @param tenant the tenant of the path
   * @return the caller with its tenant; empty if the request has no credential
   * @throws ApiException as {@link RequestAuthenticator#authenticate}, 401 if the caller is
   *     inactive, and as {@link InstalledCallerAdmissionRules#check}
   */
  public Optional<AuthenticatedCaller> authenticate(
      Optional<TenantContext> tenant, HttpRequestView request) {
    Optional<Caller> caller = authenticators.authenticate(tenant, request);
    if (caller.isPresent()) {
      AuthenticatedCaller admitted = admit(tenant, caller.get());
      admitted.tenant().ifPresent(of -> requireRules(of, admitted.caller(), request));
      return Optional.of(admitted);
    }
    if (RequestAuthenticatorRegistry.hasCredential(request)) {
      throw ApiException.unauthenticated(
          "The Authorization scheme is not supported by this server. Send a Bearer "
              + "or DPoP token, or an API key in X-API-Key.");
    }
    return Optional.empty();
  }

  private void requireRules(TenantContext tenant, Caller caller, HttpRequestView request) {
    try {
      present(rules, "platform-modules").check(tenant, caller, request);
    } catch (ApiException refusal) {
      SubjectDirectory told =
          subjects; // the directory may have become unavailable since; the request is still
      // rejected
      if (refusal.status() == FORBIDDEN && told != null) { // otherwise no rule rejected the caller
        told.reportCredentialAbuse(
            tenant, caller.subject(), CredentialAbuseKind.RULE_BROKEN, request.remoteAddress());
      }
      throw refusal;
    }
  }

  private AuthenticatedCaller admit(Optional<TenantContext> pathTenant, Caller caller) {
    if (caller.kind() == CredentialKind.OPERATOR_KEY) {
      if (pathTenant.isPresent()) {
        throw ApiException.forbidden("The operator key is valid only for the platform API.");
      }
      return new AuthenticatedCaller(caller, Optional.empty());
    }
    String tenantId =
        caller.tenantId().orElseThrow(() -> new IllegalStateException("caller without a tenant"));
    if (pathTenant.isPresent() && !pathTenant.get().id().equals(tenantId)) {
      throw new ApiException(
          403,
          "cross_tenant",
          "The credential belongs to another tenant. Use a credential of the tenant "
              + "in the path.");
    }
    TenantContext tenant =
        pathTenant
            .or(() -> present(tenants, "platform-tenancy").findActiveById(tenantId))
            .orElseThrow(CallerAuthenticator::holdsNoMore);
    requireEnabled(tenant, caller.subject());
    caller.actors().forEach(actor -> requireEnabled(tenant, actor));
    return new AuthenticatedCaller(caller, Optional.of(tenant));
  }

  private void requireEnabled(TenantContext tenant, SubjectRef subject) {
    if (present(subjects, "platform-tokens").status(tenant, subject) != SubjectStatus.ENABLED) {
      throw holdsNoMore();
    }
  }

  /**
   * Requires that the caller has this permission.
   *
   * @throws ApiException 403 {@code permission_denied}, recorded in the audit log; 503 {@code
   *     module_unavailable} if no decision is possible at the moment
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
            ? decision.reason().text() // no permission would change the decision
            : "This operation requires the permission " + permission + ".";
    throw new ApiException(403, "permission_denied", message, Map.of("permission", permission));
  }

  /** Decides as {@link #require} does, without an audit record. */
  public boolean permits(TenantContext tenant, Caller caller, String permission) {
    return decide(tenant, caller, permission).permitted();
  }

  private Decision decide(TenantContext tenant, Caller caller, String permission) {
    DecisionRequest question =
        new DecisionRequest(
            caller.subject(),
            caller.actors(),
            permission,
            Optional.empty(),
            Map.of(),
            Optional.of(caller.scope()));
    return present(authorization, "platform-authz").decide(tenant, question);
  }

  /**
   * Rejects a change that could not be recorded in the audit log.
   *
   * @throws ApiException 503 {@code audit_unavailable}
   */
  public void requireRecordable() {
    AuditLog log = audit;
    if (log == null) {
      throw new ApiException(
          503,
          "audit_unavailable",
          "The audit log is unavailable, so no change was made. Try again shortly.");
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
            AuditEvent.AuditOutcome.DENIED,
            actor,
            actor.equals(caller.subject()) ? List.of() : List.of(caller.subject()),
            Optional.empty(),
            "Denied because the permission " + permission + " is missing.",
            Optional.of(request),
            Map.of(
                "permission", permission, "reason", reason, "credential", caller.credentialId())));
  }

  /** Returns the challenges of a 401 response (RFC 9110 section 11.6.1). */
  public List<String> challenges() {
    List<String> challenges = authenticators.challenges();
    return challenges.isEmpty() ? List.of("Bearer realm=\"lumoauth\"") : challenges;
  }

  private static ApiException holdsNoMore() {
    return ApiException.unauthenticated("The credential is no longer valid.");
  }

  private static <T> T present(T service, String module) {
    if (service == null) {
      throw ApiException.moduleUnavailable(module);
    }
    return service;
  }
}
