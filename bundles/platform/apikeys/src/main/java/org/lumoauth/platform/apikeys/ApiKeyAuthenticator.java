package org.lumoauth.platform.apikeys;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.authn.Authenticator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads a tenant's API key from any of the headers that may carry it. */
@Component(
    property = {
      "lumoauth.kind=authenticator",
      "lumoauth.name=api-key",
      "service.ranking:Integer=10"
    })
public final class ApiKeyAuthenticator implements Authenticator {
  private final KnownKeys keys;
  private final LastUse lastUse;

  @Activate
  public ApiKeyAuthenticator(@Reference KnownKeys keys, @Reference LastUse lastUse) {
    this.keys = keys;
    this.lastUse = lastUse;
  }

  @Override
  public Optional<Caller> authenticate(Optional<TenantContext> tenant, RequestView request) {
    Optional<String> presented = PresentedKey.of(request);
    if (presented.isEmpty()) {
      return Optional.empty();
    }
    KeyText text = KeyText.parse(presented.get()).orElseThrow(ApiKeyAuthenticator::unknown);
    if (tenant.isPresent() && !tenant.get().id().equals(text.tenantId())) {
      // Said before the key is looked up: the key itself names the other tenant.
      throw Problem.forbidden("The credential belongs to another organization.");
    }
    ApiKey key = keys.find(text).orElseThrow(ApiKeyAuthenticator::unknown);
    Instant now = Instant.now();
    if (!key.holdsAt(now)) {
      throw Problem.unauthenticated("The API key has expired.");
    }
    lastUse.note(new KeyRef(text.tenantId(), key.id()), now);
    return Optional.of(
        new Caller(
            new SubjectRef(SubjectRef.API_KEY, key.id()),
            List.of(),
            Optional.of(text.tenantId()),
            Optional.empty(),
            key.scopes(),
            CredentialKind.API_KEY,
            key.id()));
  }

  @Override
  public Optional<String> challenge() {
    return Optional.empty();
  }

  private static Problem unknown() {
    return Problem.unauthenticated("There is no such API key.");
  }
}
