/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ResilientScheduledTask;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.token.IssuedTokenDetails;
import org.lumoauth.api.token.SubjectIdentifierService;
import org.lumoauth.api.token.TokenRevocationEvent;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.token.VerifiedToken;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.tokens.jwt.AccessTokenClaimNames;
import org.lumoauth.platform.tokens.revocation.TokenRevocationService;
import org.lumoauth.platform.tokens.settings.AccessTokenSigningAlgorithmResolver;
import org.lumoauth.platform.tokens.status.PrincipalStatusGuard;
import org.lumoauth.support.concurrent.BackgroundTaskRunner;
import org.lumoauth.support.oauth.InstalledResourcePolicies;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the token service, handles events for it, and removes expired data. */
@Component(
    service = {TokenService.class, DomainEventListener.class, TenantDataEraser.class},
    configurationPid = TokensConfig.PID,
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=platform-tokens",
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.SUBJECT_DISABLED,
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.SUBJECT_DELETED,
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.USER_PASSWORD_CHANGED,
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.SESSION_ENDED,
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.GRANT_ENDED,
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.DELEGATION_REVOKED,
      DomainEventListener.MISSES_NONE + "=jit.task.closing",
      DomainEventListener.MISSES_NONE + "=" + TokenRevocationEvent.TYPE
    })
@Designate(ocd = TokensConfig.class)
public final class TokenServiceComponent
    implements TokenService, DomainEventListener, TenantDataEraser {

  private static final Logger LOG = LoggerFactory.getLogger(TokenServiceComponent.class);
  private static final Duration PURGE = Duration.ofMinutes(10);

  /** The subject type by the prefix of its id. */
  private static final Map<String, String> TYPES =
      Map.of(
          "usr_", SubjectRef.USER,
          "agt_", SubjectRef.AGENT,
          "cli_", SubjectRef.CLIENT);

  /**
   * The subject types with tokens to revoke, by the event that reports that a session, grant, task
   * or delegation is no longer active.
   */
  private static final Map<String, String> ENDS_TOKENS_OF =
      Map.of(
          DomainEvent.SESSION_ENDED,
          SubjectRef.SESSION,
          DomainEvent.GRANT_ENDED,
          SubjectRef.GRANT,
          "jit.task.closing",
          SubjectRef.GRANT,
          DomainEvent.DELEGATION_REVOKED,
          AccessTokenClaimNames.DELEGATION);

  private final TokenRevocationService revocations;
  private final AccessTokenService tokens;
  private final InstalledResourcePolicies policies;
  private final BackgroundTaskRunner purging;

  @Activate
  public TokenServiceComponent(
      TokensConfig config,
      @Reference PersistenceUnit unit,
      @Reference PrincipalStatusGuard gate,
      @Reference SigningKeyService keys,
      @Reference AccessTokenSigningAlgorithmResolver choice,
      @Reference IdGenerator identifiers,
      @Reference DomainEventPublisher events,
      @Reference ProviderRegistry registry,
      @Reference SubjectIdentifierService subjects,
      @Reference InstantSource clock) {
    var settings = AccessTokenSettings.of(config);
    this.revocations = new TokenRevocationService(unit, identifiers, clock, settings.lifetimes());
    this.policies = new InstalledResourcePolicies(registry);
    this.tokens =
        new AccessTokenService(
            gate,
            keys,
            choice,
            identifiers,
            events,
            revocations,
            clock,
            settings,
            policies,
            subjects);
    this.purging = new BackgroundTaskRunner("lumoauth-token-purge");
    purging.scheduleRepeating(
        PURGE,
        new ResilientScheduledTask(revocations::purge, e -> LOG.warn("token-purge.failed", e)));
  }

  @Deactivate
  void stopPurging() {
    purging.close();
    policies.close();
  }

  @Override
  public void onEvent(DomainEvent event) {
    switch (event.type()) {
      case AccessTokenService.TOKEN_REVOKED -> revocations.refresh(event.tenantId(), event.id());
      case AccessTokenService.TOKENS_REVOKED ->
          named(event.id()).ifPresent(of -> revocations.refresh(event.tenantId(), of));
      case DomainEvent.SUBJECT_DISABLED, DomainEvent.SUBJECT_DELETED ->
          byPrefix(event.id()).ifPresent(of -> revocations.revokeAll(event.tenantId(), of));
      default -> {
        return;
      }
    }
  }

  /**
   * Revokes tokens for an event that could not be delivered in time: after a password change, a
   * reduction of permissions, or after a session, grant, task or delegation expired or was revoked.
   * Their tokens may still be valid. A subject that was disabled or restricted, or that changed its
   * password, may be active again, so only tokens issued before the event are revoked. Sessions,
   * grants, tasks and delegations never become active again, so all of their tokens are revoked.
   */
  @Override
  public void onMissedEvent(DomainEvent event, Instant when) {
    String type = ENDS_TOKENS_OF.get(event.type());
    if (event.type().equals(DomainEvent.SUBJECT_DISABLED)) {
      byPrefix(event.id()).ifPresent(of -> revocations.revokeAll(event.tenantId(), of, when));
    } else if (event.type().equals(DomainEvent.USER_PASSWORD_CHANGED)) {
      var user = new SubjectRef(SubjectRef.USER, event.id());
      revocations.revokeAll(event.tenantId(), user, when);
    } else if (type != null) {
      revocations.revokeAll(event.tenantId(), new SubjectRef(type, event.id()));
    } else {
      TokenRevocationEvent.fromEvent(event)
          .ifPresentOrElse(
              ends -> revocations.revokeAll(ends.tenantId(), ends.subject(), when),
              () -> onEvent(event));
    }
  }

  @Override
  public void erase(String tenantId) {
    revocations.erase(tenantId);
  }

  @Override
  public IssuedToken issue(TenantContext tenant, AccessTokenIssuanceRequest request) {
    return tokens.issue(tenant, request);
  }

  @Override
  public IssuedTokenDetails issueWithDetails(
      TenantContext tenant, AccessTokenIssuanceRequest request) {
    return tokens.issueWithDetails(tenant, request);
  }

  @Override
  public VerifiedToken verify(TenantContext tenant, String jwt) throws InvalidTokenException {
    return tokens.verify(tenant, jwt);
  }

  @Override
  public VerifiedToken verifyForAnyAudience(TenantContext tenant, String jwt)
      throws InvalidTokenException {
    return tokens.verifyForAnyAudience(tenant, jwt);
  }

  @Override
  public boolean isStillValid(TenantContext tenant, VerifiedToken token) {
    return tokens.isStillValid(tenant, token);
  }

  @Override
  public Optional<String> issuerSlug(String jwt) {
    return tokens.issuerSlug(jwt);
  }

  @Override
  public void revoke(TenantContext tenant, VerifiedToken token) {
    tokens.revoke(tenant, token);
  }

  @Override
  public void revokeAll(TenantContext tenant, SubjectRef subject) {
    tokens.revokeAll(tenant, subject);
  }

  private static Optional<SubjectRef> named(String typeAndId) {
    int colon = typeAndId.indexOf(':');
    return colon < 0
        ? Optional.empty()
        : Optional.of(
            new SubjectRef(typeAndId.substring(0, colon), typeAndId.substring(colon + 1)));
  }

  private static Optional<SubjectRef> byPrefix(String id) {
    return Optional.ofNullable(id.length() > 4 ? TYPES.get(id.substring(0, 4)) : null)
        .map(type -> new SubjectRef(type, id));
  }
}
