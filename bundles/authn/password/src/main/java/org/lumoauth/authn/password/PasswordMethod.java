package org.lumoauth.authn.password;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserPasswords;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Proves who somebody is by a password. It takes the same time and gives the same answer for a
 * wrong password, an account without one, and an account that there is not.
 */
@Component(
    property = {
      "lumoauth.kind=authentication-method",
      "lumoauth.name=password",
      "service.ranking:Integer=100"
    })
public final class PasswordMethod implements AuthenticationMethod {
  /** The one reason there is. */
  static final String WRONG = "wrong";

  private static final String FIELD = "password";
  private static final int MAX_LENGTH = 1024;
  private static final String NOBODY = "nobody";

  private final UserPasswords passwords;
  private final PasswordLimits limits;

  @Activate
  public PasswordMethod(@Reference UserPasswords passwords, @Reference PasswordLimits limits) {
    this.passwords = passwords;
    this.limits = limits;
  }

  @Override
  public Set<String> amr() {
    return Set.of("pwd");
  }

  @Override
  public boolean available(TenantContext tenant, Optional<SubjectRef> subject) {
    return subject
        .map(who -> who.type().equals(SubjectRef.USER) && passwords.has(tenant, who.id()))
        .orElse(true);
  }

  @Override
  public Step begin(TenantContext tenant, Attempt attempt) {
    return new Step.Ask(FIELD, Map.of(), Map.of());
  }

  @Override
  public Step proceed(TenantContext tenant, Attempt attempt, Map<String, String> input) {
    var account = attempt.subject().map(SubjectRef::id).orElse(NOBODY);
    var until = limits.count(tenant, account, attempt);
    if (until.isPresent()) {
      return new Step.TooMany(until.get());
    }
    if (!matches(tenant, account, input.getOrDefault(FIELD, "")) || attempt.subject().isEmpty()) {
      return new Step.Failure(WRONG);
    }
    limits.right(tenant, account, attempt);
    return new Step.Success(attempt.subject().get());
  }

  @Override
  public void recovered(TenantContext tenant, Attempt attempt) {
    attempt.subject().ifPresent(user -> limits.forget(tenant, user.id(), attempt));
  }

  private boolean matches(TenantContext tenant, String account, String entered) {
    // A longer one is nobody's, and is hashed no more than any other.
    var password = (entered.length() > MAX_LENGTH ? "" : entered).toCharArray();
    try {
      return passwords.matches(tenant, account, password);
    } finally {
      Arrays.fill(password, '\0');
    }
  }
}
