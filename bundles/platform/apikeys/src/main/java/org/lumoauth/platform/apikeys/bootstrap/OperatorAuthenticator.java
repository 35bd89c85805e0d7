package org.lumoauth.platform.apikeys.bootstrap;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.Authenticator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.apikeys.PresentedKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lets the operator in. Asked before the keys of tenants are, which have another form. */
@Component(
    property = {
      "lumoauth.kind=authenticator",
      "lumoauth.name=operator-key",
      "service.ranking:Integer=20"
    })
public final class OperatorAuthenticator implements Authenticator {
  private static final SubjectRef OPERATOR = new SubjectRef(SubjectRef.OPERATOR, "bootstrap");

  private final BootstrapKey key;

  @Activate
  public OperatorAuthenticator(@Reference BootstrapKey key) {
    this.key = key;
  }

  @Override
  public Optional<Caller> authenticate(Optional<TenantContext> tenant, RequestView request) {
    return PresentedKey.of(request)
        .filter(key::matches)
        .map(
            presented ->
                new Caller(
                    OPERATOR,
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Set.of(),
                    CredentialKind.OPERATOR_KEY,
                    "bootstrap"));
  }

  @Override
  public Optional<String> challenge() {
    return Optional.empty();
  }
}
