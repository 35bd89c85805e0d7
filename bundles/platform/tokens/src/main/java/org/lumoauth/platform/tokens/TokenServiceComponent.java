package org.lumoauth.platform.tokens;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.event.DomainEvents;
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.api.key.SigningKeys;
import org.lumoauth.api.module.BackgroundWork;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Turn;
import org.lumoauth.api.oauth.ResourcePolicies;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.api.token.AccessTokenRequest;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.token.MadeToken;
import org.lumoauth.api.token.SubjectIdentifiers;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.token.TokensToEnd;
import org.lumoauth.api.token.VerifiedToken;
import org.lumoauth.platform.tokens.gate.Gate;
import org.lumoauth.platform.tokens.jwt.AccessTokenProfile;
import org.lumoauth.platform.tokens.revocation.Revocations;
import org.lumoauth.platform.tokens.settings.SigningChoice;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the token service together, tells it of events, and clears out what has expired. */
@Component(
    service = {TokenService.class, DomainEventListener.class, TenantDataOwner.class},
    configurationPid = TokensConfig.PID,
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=platform-tokens",
      DomainEventListener.MISSES_NONE + "=subject.disabled",
      DomainEventListener.MISSES_NONE + "=subject.deleted",
      DomainEventListener.MISSES_NONE + "=user.password-changed",
      DomainEventListener.MISSES_NONE + "=session.ended",
      DomainEventListener.MISSES_NONE + "=grant.ended",
      DomainEventListener.MISSES_NONE + "=delegation.revoked",
      DomainEventListener.MISSES_NONE + "=jit.task.closing",
      DomainEventListener.MISSES_NONE + "=" + TokensToEnd.TYPE
    })
@Designate(ocd = TokensConfig.class)
public final class TokenServiceComponent
    implements TokenService, DomainEventListener, TenantDataOwner {

  private static final Logger LOG = LoggerFactory.getLogger(TokenServiceComponent.class);
  private static final Duration PURGE = Duration.ofMinutes(10);

  /** The type of a subject by the prefix of its id. */
  private static final Map<String, String> TYPES =
      Map.of(
          "usr_", SubjectRef.USER,
          "agt_", SubjectRef.AGENT,
          "cli_", SubjectRef.CLIENT);

  /** Whose tokens end with what an event is about, which is told when they have. */
  private static final Map<String, String> ENDS_TOKENS_OF =
      Map.of(
          "session.ended", SubjectRef.SESSION,
          "grant.ended", SubjectRef.GRANT,
          "jit.task.closing", SubjectRef.GRANT,
          "delegation.revoked", AccessTokenProfile.DELEGATION);

  private final Revocations revocations;
  private final AccessTokens tokens;
  private final ResourcePolicies policies;
  private final BackgroundWork purging;

  @Activate
  public TokenServiceComponent(
      TokensConfig config,
      @Reference TokensUnit unit,
      @Reference Gate gate,
      @Reference SigningKeys keys,
      @Reference SigningChoice choice,
      @Reference Identifiers identifiers,
      @Reference DomainEvents events,
      @Reference ProviderRegistry registry,
      @Reference SubjectIdentifiers subjects) {
    var settings = AccessTokenSettings.of(config);
    var clock = InstantSource.system();
    this.revocations = new Revocations(unit.get(), identifiers, clock, settings.lifetimes());
    this.policies = new ResourcePolicies(registry);
    this.tokens =
        new AccessTokens(
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
    this.purging = new BackgroundWork("lumoauth-token-purge");
    purging.every(PURGE, new Turn(revocations::purge, e -> LOG.warn("token-purge.failed", e)));
  }

  @Deactivate
  void stopPurging() {
    purging.close();
    policies.close();
  }

  @Override
  public void on(DomainEvent event) {
    switch (event.type()) {
      case AccessTokens.TOKEN_REVOKED -> revocations.refresh(event.tenantId(), event.id());
      case AccessTokens.TOKENS_REVOKED ->
          named(event.id()).ifPresent(of -> revocations.refresh(event.tenantId(), of));
      case "subject.disabled", "subject.deleted" ->
          byPrefix(event.id()).ifPresent(of -> revocations.revokeAll(event.tenantId(), of));
      default -> {
        return;
      }
    }
  }

  /**
   * Who changes a password, narrows what others had, or ends a session, a grant, a task or a
   * delegation, ends the tokens too. Heard late it may not have come to that. Whoever was stopped
   * or narrowed, or changed the password, may act again: tokens that were made since hold. What
   * else ended never comes back.
   */
  @Override
  public void onLate(DomainEvent event, Instant when) {
    String type = ENDS_TOKENS_OF.get(event.type());
    if (event.type().equals("subject.disabled")) {
      byPrefix(event.id()).ifPresent(of -> revocations.revokeAll(event.tenantId(), of, when));
    } else if (event.type().equals("user.password-changed")) {
      var user = new SubjectRef(SubjectRef.USER, event.id());
      revocations.revokeAll(event.tenantId(), user, when);
    } else if (type != null) {
      revocations.revokeAll(event.tenantId(), new SubjectRef(type, event.id()));
    } else {
      TokensToEnd.in(event)
          .ifPresentOrElse(
              ends -> revocations.revokeAll(ends.tenantId(), ends.of(), when), () -> on(event));
    }
  }

  @Override
  public void erase(String tenantId) {
    revocations.erase(tenantId);
  }

  @Override
  public IssuedToken issue(TenantContext tenant, AccessTokenRequest request) {
    return tokens.issue(tenant, request);
  }

  @Override
  public MadeToken make(TenantContext tenant, AccessTokenRequest request) {
    return tokens.make(tenant, request);
  }

  @Override
  public VerifiedToken verify(TenantContext tenant, String jwt) throws InvalidTokenException {
    return tokens.verify(tenant, jwt);
  }

  @Override
  public VerifiedToken inspect(TenantContext tenant, String jwt) throws InvalidTokenException {
    return tokens.inspect(tenant, jwt);
  }

  @Override
  public boolean holds(TenantContext tenant, VerifiedToken token) {
    return tokens.holds(tenant, token);
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
